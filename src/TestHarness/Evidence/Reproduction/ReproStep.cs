using System.Collections.Immutable;

namespace TestHarness.Evidence.Reproduction;

/// <summary>An action of a scenario that a person can repeat.</summary>
/// <param name="Title">The action in words.</param>
/// <param name="Host">The host's name.</param>
public abstract record ReproStep(string Title, string Host);

/// <summary>A command that ends by itself.</summary>
public sealed record CommandStep(string Title, string Host, ImmutableArray<string> Words) : ReproStep(Title, Host);

/// <summary>A QEMU that continues to run.</summary>
/// <param name="Directory">The directory of the QEMU's sockets on the host.</param>
public sealed record QemuStep(string Title, string Host, ImmutableArray<string> Words, string Directory) : ReproStep(Title, Host)
{
    /// <summary>Whether the QEMU waits for a guest that is migrated to it.</summary>
    public bool IsIncoming => Words.Contains("-incoming");
}

/// <summary>A command of QEMU's monitor.</summary>
/// <param name="Directory">The directory of the QEMU's sockets on the host.</param>
/// <param name="Json">The command, for example <c>{"execute":"query-status"}</c>.</param>
public sealed record QmpStep(string Title, string Host, string Directory, string Json) : ReproStep(Title, Host);

/// <summary>The wait for the end of a migration.</summary>
/// <param name="Directory">The directory of the source's sockets on the host.</param>
public sealed record MigrationEndStep(string Title, string Host, string Directory) : ReproStep(Title, Host);

/// <summary>A command that is typed into the guest.</summary>
/// <param name="Directory">The directory of the QEMU's sockets on the host.</param>
public sealed record GuestStep(string Title, string Host, string Directory, string Command) : ReproStep(Title, Host);
