using System.Runtime.ExceptionServices;

namespace TestHarness.Failures;

/// <summary>Runs the steps that end a scenario or a run.</summary>
public static class Teardown
{
    /// <summary>Runs every step, also the steps after one that throws; then throws the failures of all steps.</summary>
    /// <exception cref="HarnessException">
    /// Several steps failed: the class is that of the first failure that has one, else leak.
    /// </exception>
    public static async Task RunAsync(params IEnumerable<Func<Task>> steps)
    {
        var failures = new List<Exception>();
        foreach (var step in steps)
        {
            try
            {
                await step();
            }
            catch (Exception exception)
            {
                failures.Add(exception);
            }
        }

        if (failures.Count == 1)
            ExceptionDispatchInfo.Throw(failures[0]);
        if (failures.Count > 1)
        {
            throw new HarnessException(
                failures.OfType<HarnessException>().FirstOrDefault()?.FailureClass ?? FailureClass.Leak,
                string.Join("; ", failures.Select(failure => failure is HarnessException known ? known.Detail : failure.Message)),
                new AggregateException(failures))
            {
                Faults = [.. failures.SelectMany(Fault.Of)],
            };
        }
    }

    /// <summary>Makes a step of an action that does not wait.</summary>
    public static Func<Task> Step(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };
}
