using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qemu.Capabilities;
using TestHarness.Qmp;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Qemu.Machines;

/// <summary>A guest's state in a file of the host, which QEMU writes and reads as a migration.</summary>
/// <param name="Path">The file's path on the host.</param>
/// <param name="HasFileUri">Whether QEMU opens the file itself; false before QEMU 8.2, for which a shell opens it.</param>
/// <remarks>Source: QEMU docs/devel/migration/main.rst.</remarks>
public sealed record SavedState(string Path, bool HasFileUri)
{
    private const string OpenAsThree = """exec 3< "$1" || exit; shift; exec "$@" """;

    /// <summary>The argument of <c>-incoming</c> with which a QEMU starts from the file.</summary>
    public string IncomingUri => HasFileUri ? $"file:{Path}" : "fd:3";

    /// <summary>Whether QEMU runs a program to write the file, which its sandbox refuses.</summary>
    public bool NeedsProgramToWrite => !HasFileUri;

    /// <summary>Makes a state for the QEMU of a host.</summary>
    public static SavedState For(QemuVersion qemu, string path) => new(path, qemu.IsAtLeast(8, 2));

    /// <summary>Returns the command of a QEMU with the open file, if QEMU cannot open the file itself.</summary>
    public Command Open(Command qemu) => HasFileUri
        ? qemu
        : Command.Shell(OpenAsThree, [Path, qemu.Program, .. qemu.Arguments]) with { Environment = qemu.Environment };

    /// <summary>Writes the state of a QEMU's guest, which does not run afterwards.</summary>
    /// <exception cref="HarnessException">
    /// Class qmp: QEMU refused, or the state was not written in time. Class migration: writing the state failed.
    /// </exception>
    public async Task WriteAsync(QmpClient qmp, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await qmp.SetMigrateCapabilitiesAsync(new Dictionary<string, bool> { ["events"] = true }, cancellationToken);
        var since = qmp.Events.Position;
        var uri = HasFileUri ? $"file:{Path}" : $"exec:cat > {ShellQuote.Word(Path)}";
        await qmp.MigrateAsync(uri, cancellationToken: cancellationToken);
        var end = await qmp.Events.WaitAsync(
            MigrationStatusText.IsEnd, since, timeout, "the guest's state to be written", cancellationToken);
        if (MigrationStatusText.Of(end) != MigrationStatus.Completed)
        {
            var why = (await qmp.QueryMigrateAsync(cancellationToken)).ErrorDesc;
            throw new HarnessException(
                FailureClass.Migration, $"{qmp.Name}: the guest's state was not written to {Path}: {why}");
        }
    }
}
