using System.Text.Json;
using TestHarness.Failures;

namespace TestHarness.Guests.Agent;

/// <summary>The QEMU guest agent of a guest.</summary>
public interface IGuestAgent
{
    /// <summary>The name in messages and in the transcript, for example <c>guest</c>.</summary>
    string Name { get; }

    /// <summary>Executes a command and returns its result.</summary>
    /// <exception cref="HarnessException">
    /// Class guest-health: the agent refused, did not answer in time, or closed the connection.
    /// </exception>
    Task<JsonElement> ExecuteAsync(
        string command, object? arguments = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default);

    /// <summary>Makes a failure of the agent.</summary>
    internal HarnessException Failure(string message, Exception? inner = null) =>
        new(FailureClass.GuestHealth, $"{Name}: {message}", inner);
}
