"""Workers are killed with SIGKILL at random moments and replaced at once."""


def run(stage):
    kills = 300 if stage.is_long else 50
    stage.start_cluster()
    stage.fill(20_000)
    for _ in range(3):
        stage.start_worker()
    for _ in range(kills):
        stage.pause(0.02, 0.25)
        stage.top_up()
        stage.kill_worker(stage.random.choice(stage.workers))
        stage.start_worker()
    stage.finish()
