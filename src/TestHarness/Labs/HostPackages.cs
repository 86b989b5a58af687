using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Hosts;
using TestHarness.Versions;

namespace TestHarness.Labs;

/// <summary>The versions of a host's packages that scenarios may need.</summary>
/// <param name="Packaging">The packaging system: <c>rpm</c> or <c>dpkg</c>; null when the host has neither.</param>
/// <param name="Qemu">The version of the package that has QEMU's binary; null when none has it.</param>
/// <param name="Others">The versions of the other packages, by their capabilities.</param>
internal sealed partial record HostPackages(string? Packaging, string? Qemu, ImmutableDictionary<string, string> Others)
{
    /// <summary>
    /// Prints the packaging system, the package that has the file of the argument, and each installed package of the table with
    /// its version. A Debian machine may have rpm too, without packages, and a Fedora machine dpkg. dpkg's own lists of files
    /// are read, as dpkg-query -S takes ten times as long.
    /// </summary>
    private const string Script = """
        file=$(readlink -f "${1:-/nowhere}")
        if [ -s /var/lib/dpkg/status ]; then
          list=$(grep -lxF -- "$file" /var/lib/dpkg/info/*qemu*.list 2> /dev/null | head -n 1)
          owner=${list##*/} owner=${owner%.list} owner=${owner%:*}
          printf 'packaging dpkg\nowner %s\n' "$owner"
          dpkg-query -W -f '${db:Status-Abbrev} ${Package} ${Version}\n' $owner libvirt-daemon ovmf seabios 2> /dev/null
        elif command -v rpm > /dev/null; then
          owner=$(rpm -qf --qf '%{NAME}\n' "$file" 2> /dev/null | sed -n '/ /!{p;q}')
          printf 'packaging rpm\nowner %s\n' "$owner"
          rpm -q --qf 'ii %{NAME} %|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\n' $owner libvirt-daemon \
            edk2-ovmf qemu-ovmf-x86_64 seabios-bin 2> /dev/null
        fi
        exit 0
        """;

    private static readonly ImmutableDictionary<string, string> Capabilities = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("libvirt-daemon", "libvirt"),
        KeyValuePair.Create("ovmf", "ovmf"),
        KeyValuePair.Create("edk2-ovmf", "ovmf"),
        KeyValuePair.Create("qemu-ovmf-x86_64", "ovmf"),
        KeyValuePair.Create("seabios", "seabios"),
        KeyValuePair.Create("seabios-bin", "seabios"),
    ]);

    /// <summary>Asks the packaging system of a host.</summary>
    /// <param name="qemu">The path of QEMU's binary; null when the host has none.</param>
    public static async Task<HostPackages> ReadAsync(IHost host, string? qemu, CancellationToken cancellationToken)
    {
        var result = await host.RunAsync(Command.Shell(Script, qemu ?? ""), cancellationToken);
        return Parse(result.StandardOutput);
    }

    /// <summary>Reads what the script prints.</summary>
    internal static HostPackages Parse(string output)
    {
        var lines = output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var installed = lines.Where(line => line is ["ii", _, _])
            .DistinctBy(line => line[1])
            .ToDictionary(line => line[1], line => line[2]);
        var owner = lines.FirstOrDefault(line => line is ["owner", _])?[1];
        return new HostPackages(
            lines.FirstOrDefault(line => line is ["packaging", _])?[1],
            owner is null ? null : installed.GetValueOrDefault(owner),
            installed.Where(package => Capabilities.ContainsKey(package.Key))
                .DistinctBy(package => Capabilities[package.Key])
                .ToImmutableDictionary(package => Capabilities[package.Key], package => package.Value));
    }

    /// <summary>
    /// Returns the version of a kernel as <c>uname -r</c> prints it, without RPM's architecture or Debian's flavour.
    /// </summary>
    public string KernelVersion(string release) =>
        (Packaging == "dpkg" ? Flavour() : Architecture()).Replace(release, "");

    /// <summary>Returns the attributes of an offer.</summary>
    /// <param name="own">The program's own version; null when only the package's is known.</param>
    public ImmutableSortedDictionary<string, string> Attributes(string? own, string? package)
    {
        (string Key, string? Value)[] all =
        [
            (SoftwareVersion.OwnAttribute, own),
            (SoftwareVersion.PackageAttribute, package),
            (SoftwareVersion.PackagingAttribute, package is null ? null : Packaging),
        ];
        return all.Where(pair => pair.Value is not null).ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value!);
    }

    [GeneratedRegex(@"(?:-[a-z][a-z0-9]*)+\z")]
    private static partial Regex Flavour();

    [GeneratedRegex(@"\.(?:x86_64|aarch64|ppc64le|s390x|i686|riscv64)\z")]
    private static partial Regex Architecture();
}
