"""Near duplicates among a million reports: what one more report costs must not grow with those that are there."""
import json


def options(parser):
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--portion", type=int, default=50_000, help="linked and measured at a time")
    parser.add_argument("--share", type=float, default=0.1, help="of the reports that are a near duplicate of an earlier one")


# Reports as a worker leaves them, without their rows. A duplicate has the sketch of an earlier report but for two of 64
# hashes; another address, so that it is no version.
PORTION = """
INSERT INTO gongbao.report (content, source_url) SELECT 'report ' || g, 'https://example.org/' || g FROM generate_series({first}, {last}) AS g;
INSERT INTO gongbao.outcome (job_id, report_id, state) SELECT id, report_id, 'succeeded' FROM gongbao.ticket WHERE report_id BETWEEN {first} AND {last};
INSERT INTO gongbao.extraction (report_id, job_id, section_count, observation_count, extractor_version)
SELECT report_id, id, 0, 0, 'bench' FROM gongbao.ticket WHERE report_id BETWEEN {first} AND {last};
INSERT INTO gongbao.fingerprint (report_id, bands, mask, sketch)
SELECT g, gongbao.fingerprint_bands(sketch), gongbao.fingerprint_mask(sketch), sketch
FROM (
    SELECT g, ARRAY(SELECT (hashint8extended(CASE WHEN place > 62 THEN g ELSE seed END, place) & 33554431)::integer + place * 33554432
                    FROM generate_series(0, 63) AS place) AS sketch
    FROM (SELECT g, CASE WHEN g > 100 AND hashint8extended(g, 99) & 1023 < 1024 * {share}
                     THEN 1 + abs(hashint8extended(g, 98)) % (g - 1) ELSE g END AS seed
          FROM generate_series({first}, {last}) AS g) AS chosen) AS made
"""
SIZES = """
SELECT pg_total_relation_size('gongbao.fingerprint') / 1e6, pg_total_relation_size('gongbao.fingerprint_band') / 1e6,
       pg_total_relation_size('gongbao.edition') / 1e6"""


# What the session has had of a core, in nanoseconds: the machine may do something else as well.
USED = "SELECT split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)"


def step(stage):
    """One call: microseconds of a core that the server took for it, and pages that it looked at."""
    before, *plan, after = stage.cluster.sql(
        f"{USED}; EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) SELECT gongbao.link_duplicates(); {USED}")
    pages = sum(json.loads("".join(plan))[0]["Plan"][f"Shared {kind} Blocks"] for kind in ("Hit", "Read"))
    return (int(after) - int(before)) / 1000, pages


def run(stage, arguments):
    sql = stage.cluster.sql
    lines = []
    print(f"{'reports':>12}{'a report':>12}{'pages':>8}{'log':>10}{'marked':>10}{'fingerprint':>14}{'bands':>12}{'editions':>12}", flush=True)
    for first in range(1, arguments.reports + 1, arguments.portion):
        last = min(first + arguments.portion - 1, arguments.reports)
        count = last - first + 1
        sql(PORTION.format(first=first, last=last, share=arguments.share))
        sql("SELECT gongbao.advance_watermark()")
        log = sql("SELECT pg_current_wal_insert_lsn()")[0]
        # Each call takes 2,000 jobs.
        steps = [step(stage) for _ in range((count + 1999) // 2000)]
        if sql("SELECT gongbao.link_duplicates()") != ["0"]:
            raise SystemExit("not all were linked")
        log = int(sql(f"SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '{log}')")[0])
        sizes = [float(size) for size in sql(SIZES)[0].split("|")]
        line = {"reports": last, "microseconds": sum(time for time, _ in steps) / count,
                "pages": sum(pages for _, pages in steps) / count, "log_bytes": log / count,
                "marked": int(sql("SELECT count(*) FROM gongbao.edition WHERE near_duplicate_of IS NOT NULL")[0]),
                "fingerprint_mb": sizes[0], "bands_mb": sizes[1], "editions_mb": sizes[2]}
        lines.append(line)
        print(f"{last:12,}{line['microseconds']:9.0f} µs{line['pages']:8.1f}{line['log_bytes']:8,.0f} B{line['marked']:10,}"
              f"{sizes[0]:11,.0f} MB{sizes[1]:9,.0f} MB{sizes[2]:9,.0f} MB", flush=True)
    third = max(1, len(lines) // 3)

    def mean(name, chosen):
        return sum(line[name] for line in chosen) / len(chosen)
    ratios = {name: mean(name, lines[-third:]) / mean(name, lines[:third]) for name in ("microseconds", "pages")}
    scale = 10_000_000 / lines[-1]["reports"]
    print(f"the last third against the first: {ratios['microseconds']:.2f} times the CPU, {ratios['pages']:.2f} times the pages; "
          f"10 million take {sum(sizes) * scale / 1000:.1f} GB, {sizes[1] * scale / 1000:.1f} GB of them the bands with their indexes")
    return {"portions": lines, "ratios": ratios}
