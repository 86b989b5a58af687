using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace TestHarness.Features;

/// <summary>
/// An error as a test's result shows it: its message and stack trace have gone through <see cref="FixtureTexts"/>.
/// </summary>
internal sealed class ShownError : ResultStateException
{
    private readonly string _stackTrace;

    private ShownError(string message, string stackTrace)
        : base(message) => _stackTrace = stackTrace;

    public override ResultState ResultState => ResultState.Error;

    public override string StackTrace => _stackTrace;

    /// <summary>Describes the error and its causes as NUnit does.</summary>
    public static ShownError Of(Exception error)
    {
        Exception[] causes = [.. Causes(error)];
        var messages = causes.Select(cause => $"{cause.GetType().FullName} : {cause.Message}");
        var traces = causes.Select((cause, depth) =>
            depth == 0 ? cause.StackTrace : $"--{cause.GetType().Name}\n{cause.StackTrace}");
        return new ShownError(
            FixtureTexts.Outlet.Block(string.Join("\n  ----> ", messages)), FixtureTexts.Outlet.Block(string.Join('\n', traces)));
    }

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
