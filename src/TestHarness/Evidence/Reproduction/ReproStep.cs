using System.Collections.Immutable;

namespace TestHarness.Evidence.Reproduction;

/// <summary>An action of a scenario that a person can repeat.</summary>
/// <param name="Title">The action in words.</param>
/// <param name="Host">The host's name.</param>
public abstract record ReproStep(string Title, string Host);

/// <summary>A command that ends by itself.</summary>
public sealed record CommandStep(string Title, string Host, ImmutableArray<string> Words) : ReproStep(Title, Host);

/// <summary>A QEMU that continues to run.</summary>
public sealed record QemuStep(string Title, string Host, ImmutableArray<string> Words) : ReproStep(Title, Host);

/// <summary>A command of QEMU's monitor.</summary>
/// <param name="Socket">The Unix socket of the monitor on the host.</param>
/// <param name="Json">The command, for example <c>{"execute":"query-status"}</c>.</param>
public sealed record QmpStep(string Title, string Host, string Socket, string Json) : ReproStep(Title, Host);
