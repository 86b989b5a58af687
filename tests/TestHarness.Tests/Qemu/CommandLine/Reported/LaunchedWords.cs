using System.Text.RegularExpressions;
using TestHarness.Images;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Tests.Qemu.CommandLine.Reported;

/// <summary>Looks for what a launched command line must not have.</summary>
internal static partial class LaunchedWords
{
    public const string Directory = "/scenario/1";

    public const string Lun = "/lab/lun0.raw";

    public static readonly BootImage Image = new("/images/vmlinuz", "/images/initramfs.gz", "test");

    private static readonly string[] Allowed = [Directory, Lun, Image.Kernel, Image.Initramfs];

    /// <returns>Words with a path that the harness did not give, an address, a port or a descriptor.</returns>
    public static IEnumerable<string> Foreign(QemuCommandLine line) =>
        line.ToArguments().Where(word => HasForeignPath(word) || Reaching().IsMatch(word));

    public static bool HasForeignPath(string word) => Paths().Matches(word).Any(path => !Allowed.Any(path.Value.StartsWith));

    [GeneratedRegex(@"(?<![\w.-])/[^,""]*")]
    private static partial Regex Paths();

    [GeneratedRegex("""
        testharness-bait|4599\d|4009\d
        |\b(?:tcp|udp|telnet|exec|file|pipe|fd|nbd|http|ssh):
        |\b(?:host|localaddr|fd|fds|hostfwd|guestfwd)=
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Reaching();
}
