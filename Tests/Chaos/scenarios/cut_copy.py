"""A proxy cuts connections in the middle of a COPY, and at any other moment."""


def run(stage):
    cuts = 100 if stage.is_long else 15
    stage.start_cluster()
    stage.fill(3000)
    proxy = stage.start_proxy()
    stage.start_workers(conninfo=proxy.conninfo)
    anywhere = 0
    while proxy.copies_cut < cuts:
        if proxy.cut_copies == 0:
            proxy.cut_copies = 1
        if stage.random.random() < 0.25:
            proxy.reset_all()
            anywhere += 1
            # A batch whose begin was written and not heard of stays open; each worker has two connections.
            stage.deaths += 4
        stage.top_up()
        stage.pause(0.1, 0.4)
    stage.count("copies cut", proxy.copies_cut)
    stage.count("cut anywhere", anywhere)
    # A commit may have been in doubt too; its batch says lost, which the audit takes.
    stage.finish()
