"""Processes of one connection each, on the server's machine and a millisecond away from it."""
import multiprocessing
import time

from delay import Delay
from measuring import busy, claims, collisions, now, percentile, settled


def options(parser):
    parser.add_argument("--seconds", type=float, default=8, help="measured for each line")
    parser.add_argument("--processes", type=int, nargs="*", default=[1, 2, 4])
    parser.add_argument("--delay", type=float, default=0.001, help="seconds each way in the second half")


def run(stage, arguments):
    figures = []
    multiprocessing.set_start_method("fork")
    print(f"{'processes':>9} {'delay':>7} {'jobs/s':>8} {'each':>8} {'of one':>7} {'claim p50':>10} {'p99':>8} "
          f"{'collided':>9} {'cores busy':>11}", flush=True)
    for delay in (0, arguments.delay):
        alone = None
        for count in arguments.processes:
            stage.top_up(int(arguments.seconds * 5000), int(arguments.seconds * 5000))
            stage.cluster.sql("CHECKPOINT")
            delays = [Delay(stage.cluster.port, delay) for _ in range(count)] if delay else []
            for one in range(count):
                stage.start_worker(delays[one].conninfo if delays else stage.cluster.conninfo_tcp, connections=1)
            stage.wait_for_progress()
            time.sleep(2)
            since = now()
            cores = busy(arguments.seconds)
            until = now()
            left = stage.unsettled()
            stage.drain()
            for one in delays:
                one.close()
            if not left:
                raise SystemExit("the queue ran dry: measure for a shorter time")
            rate = settled(stage.cluster, since, until)
            alone = alone or rate / count
            durations = claims(stage.cluster, since, until)
            line = {"processes": count, "delay_ms": delay * 1000, "jobs_per_second": round(rate, 1),
                    "of_one": round(rate / count / alone, 3), "claim_p50_ms": percentile(durations, 0.5),
                    "claim_p99_ms": percentile(durations, 0.99),
                    "collided": round(collisions(stage.cluster, since, until), 4), "cores_busy": round(cores, 3)}
            figures.append(line)
            print(f"{count:9} {delay * 1000:4.0f} ms {rate:8.0f} {rate / count:8.0f} {line['of_one']:7.2f} "
                  f"{line['claim_p50_ms']:7.2f} ms {line['claim_p99_ms']:5.1f} ms {line['collided']:9.2%} {cores:11.0%}", flush=True)
    return figures
