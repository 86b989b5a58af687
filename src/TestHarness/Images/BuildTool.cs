using System.Collections.Immutable;
using TestHarness.Failures;

namespace TestHarness.Images;

/// <summary>A program that the build of an image needs on this machine.</summary>
/// <param name="Package">The Debian package that has it.</param>
/// <param name="Program">A program on PATH or in a folder of root's programs, or a file's full path.</param>
/// <param name="Purpose">The use of the program, in words.</param>
public sealed record BuildTool(string Package, string Program, string Purpose)
{
    /// <summary>
    /// The programs that make a disk of Debian's packages; a user who is not root needs one more, for user namespaces.
    /// </summary>
    public static ImmutableArray<BuildTool> ForDebian { get; } =
    [
        new("apt", "apt-get", "downloads the packages of images"),
        new("mmdebstrap", "mmdebstrap", "installs the packages of images"),
        new("debian-archive-keyring", "/usr/share/keyrings/debian-archive-keyring.gpg", "verifies the packages of images"),
        new("e2fsprogs", "mke2fs", "makes the file systems of images"),
        new("util-linux", "unshare", "keeps the mounts of a build to itself"),
        .. Environment.IsPrivilegedProcess
            ? default(ReadOnlySpan<BuildTool>)
            : [new("uidmap", "newuidmap", "lets a user build without root")],
    ];

    private bool IsFound => Path.IsPathRooted(Program)
        ? File.Exists(Program)
        : $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, Program)));

    /// <summary>Refuses a machine that lacks a program.</summary>
    /// <exception cref="HarnessException">Class preflight: programs are missing; the message names all of them.</exception>
    /// <param name="image">The image that is to be built, in words.</param>
    public static void Require(string image, IEnumerable<BuildTool> tools)
    {
        var missing = tools.Where(tool => !tool.IsFound).ToArray();
        if (missing.Length == 0)
            return;

        var names = string.Join(", ", missing.Select(tool => $"{tool.Program}, which {tool.Purpose}"));
        var packages = string.Join(' ', missing.Select(tool => tool.Package).Distinct());
        throw new HarnessException(
            FailureClass.Preflight,
            $"{image} cannot be built, as this machine lacks {names}: run './harness setup' or 'apt-get install {packages}'");
    }
}
