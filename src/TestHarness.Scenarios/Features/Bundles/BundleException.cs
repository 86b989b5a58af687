namespace TestHarness.Scenarios.Features.Bundles;

/// <summary>The error of a bundle that is refused; the message has the reason, the expected content and the advice.</summary>
internal sealed class BundleException(string message) : Exception(message);
