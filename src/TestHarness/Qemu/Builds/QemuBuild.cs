using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Qemu.Builds;

/// <summary>
/// A QEMU of a folder of the harness's machine, packed with its loader, libraries, modules and firmware, so that it runs on any
/// host of the same architecture.
/// </summary>
/// <param name="Folder">The folder of the packed QEMU on the harness's machine; its name is the hash of its content.</param>
/// <param name="Program">The path of the program in that folder.</param>
public sealed record QemuBuild(string Folder, string Program)
{
    private const int NoQemu = 3;
    private const int NoLibrary = 4;

    /// <summary>The time limit of packing a folder, and of unpacking it on a host.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Prints the folder of the packed QEMU on the host, and "there" when it is there already. Removes those that nobody used for
    /// a week.
    /// </summary>
    private const string Find = """
        folder=${XDG_CACHE_HOME:-$HOME/.cache}/testharness/qemu-builds/$1
        mkdir -p "${folder%/*}" && echo "$folder" || exit
        [ ! -d "$folder" ] || { touch "$folder" && echo there; }
        find "${folder%/*}" -mindepth 1 -maxdepth 1 -mtime +7 -exec rm -rf {} +
        """;

    private const string Unpack = """
        new=$(mktemp -d "$1.XXXXXX") && chmod 755 "$new" || exit
        tar -xf "$1.tar" -C "$new" && { mv -T "$new" "$1" 2> /dev/null || [ -d "$1" ]; }
        status=$?
        rm -rf "$new" "$1.tar"
        exit $status
        """;

    /// <summary>Packs the QEMU of a folder into the harness's cache, unless the same content is there already.</summary>
    /// <param name="machine">The harness's machine.</param>
    /// <param name="source">
    /// The folder: a build tree, an installation, or the unpacked packages of a distribution with QEMU's libraries.
    /// </param>
    /// <param name="cache">The harness's folder of what can be built again.</param>
    /// <exception cref="HarnessException">Class preflight: the folder has no QEMU, or a library is nowhere.</exception>
    public static async Task<QemuBuild> PackAsync(
        IHost machine, string source, string cache, CancellationToken cancellationToken = default)
    {
        var builds = Path.Combine(cache, "qemu-builds");
        Directory.CreateDirectory(builds);
        var result = await machine.RunAsync(Command.Shell(PackScript.Text, source, builds).WithTimeout(Bound), cancellationToken);
        var output = result.StandardOutput.Trim();
        return result.ExitCode switch
        {
            NoQemu => throw new HarnessException(
                FailureClass.Preflight,
                $"the folder {source} has no QEMU: looked for {output}; build it, or name another folder"),
            NoLibrary => throw new HarnessException(
                FailureClass.Preflight,
                $"the QEMU of {source} does not start on this machine, from which its libraries are copied: {output}"),
            _ => result.OrThrow(FailureClass.Preflight).StandardOutput.Trim().Split('\n') is [var folder, var program]
                ? new QemuBuild(folder, program)
                : throw new HarnessException(FailureClass.Preflight, $"the QEMU of {source} was not packed: {output}"),
        };
    }

    /// <summary>Copies the packed QEMU to a host, unless it is there already.</summary>
    /// <returns>The program's path on the host.</returns>
    /// <exception cref="HarnessException">Class preflight: it cannot be copied.</exception>
    public async Task<string> OnAsync(IHost host, CancellationToken cancellationToken = default)
    {
        if (host.Connection is LocalConnection)
            return $"{Folder}/{Program}";

        var found = await host.RunAsync(Command.Shell(Find, Path.GetFileName(Folder)), cancellationToken);
        var lines = found.OrThrow(FailureClass.Preflight).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 1)
            await CopyAsync(host, lines[0], cancellationToken);
        return $"{lines[0]}/{Program}";
    }

    private async Task CopyAsync(IHost host, string target, CancellationToken cancellationToken)
    {
        var archive = Path.Combine(Path.GetTempPath(), $"testharness-qemu-{Guid.NewGuid():n}.tar");
        try
        {
            await System.Formats.Tar.TarFile.CreateFromDirectoryAsync(
                Folder, archive, includeBaseDirectory: false, cancellationToken);
            await host.PutFileAsync(archive, $"{target}.tar", cancellationToken);
        }
        finally
        {
            File.Delete(archive);
        }

        var unpacked = await host.RunAsync(Command.Shell(Unpack, target).WithTimeout(Bound), cancellationToken);
        unpacked.OrThrow(FailureClass.Preflight);
    }
}
