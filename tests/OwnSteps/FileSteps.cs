using Reqnroll;
using TestHarness.Failures;
using TestHarness.Steps.World;

namespace MyLab.Steps;

/// <summary>Steps of scenarios without hosts, by which the tests of 'harness run' decide how a scenario ends.</summary>
[Binding]
public sealed class FileSteps(ScenarioWorld world)
{
    /// <summary>Requires a file of this machine.</summary>
    [Then("the file {string} is there")]
    public static void ThenTheFileIsThere(string path)
    {
        if (!File.Exists(path))
            throw new HarnessException(FailureClass.Data, $"expected the file {path}, which is not there");
    }

    /// <summary>Adds a line to a file, and requires that it then has at most so many lines.</summary>
    [Then("the file {string} has at most {int} line(s) with one more")]
    public static void ThenTheFileHasAtMost(string path, int most)
    {
        File.AppendAllText(path, "a line\n");
        if (File.ReadAllLines(path).Length is var count && count > most)
            throw new HarnessException(FailureClass.Data, $"expected at most {most} lines in {path}, found {count}");
    }

    /// <summary>Waits for a file of this machine.</summary>
    [When("the file {string} is awaited")]
    public Task WhenTheFileIsAwaited(string path) => AwaitAsync(path, world.Cancelled);

    /// <summary>Waits for a file of this machine, also when the run is cancelled.</summary>
    [When("the file {string} is awaited after a cancellation too")]
    public static Task WhenTheFileIsAwaitedAfterACancellation(string path) => AwaitAsync(path, CancellationToken.None);

    private static async Task AwaitAsync(string path, CancellationToken cancellationToken)
    {
        var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        watcher.Created += (_, _) => made.TrySetResult();
        watcher.EnableRaisingEvents = true;
        if (!File.Exists(path))
            await made.Task.WaitAsync(cancellationToken);
    }
}
