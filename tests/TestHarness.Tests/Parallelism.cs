// Many tests wait for a bound to pass or for another process to end: more fixtures than two processors make run at a time.
[assembly: LevelOfParallelism(4)]
