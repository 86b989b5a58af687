using TestHarness.Failures;

namespace TestHarness.Devices;

/// <summary>A part of a device that does not serve the guest after a leg.</summary>
/// <param name="FailureClass">
/// Class migration when the part could not be plugged in, guest-health when it carries nothing.
/// </param>
/// <param name="Reason">The part and the reason, in words.</param>
public sealed record UnservedDevice(FailureClass FailureClass, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => Reason;
}
