using TestHarness.Hosts;

namespace TestHarness.Tests.Libvirt;

/// <summary>
/// libvirt's daemon and virsh. Debian's packages are unpacked into a folder, unless this machine has both: a machine on which
/// they are installed is another environment for the harness.
/// </summary>
internal static class LibvirtPackages
{
    private const string Unpack = """
        for program in libvirtd virsh; do
            PATH=$PATH:/usr/sbin command -v $program > /dev/null || missing=yes
        done
        [ "$missing" ] || exit 0
        mkdir -p "$1/debs" && cd "$1/debs" || exit
        known() { apt-cache show --no-all-versions "$@" 2>/dev/null | sed -n 's/^Package: //p' | sort -u; }
        apt-get download -q libvirt0 $(known \
            libvirt-daemon libvirt-daemon-common libvirt-daemon-log libvirt-daemon-driver-qemu libvirt-daemon-driver-network \
            libvirt-daemon-driver-nodedev libvirt-daemon-driver-secret libvirt-daemon-driver-storage libvirt-clients \
            libvirt-common libparted2 libparted2t64 libpcap0.8 libpcap0.8t64) >&2 || exit
        for deb in *.deb; do dpkg-deb -x "$deb" "$1/root" || exit; done
        """;

    /// <returns>Where the packages' files are; a folder that does not exist when this machine has libvirt.</returns>
    public static async Task<string> ProvideAsync(IHost host, string folder)
    {
        Skip.UnlessInstalled(SkipReason.NoImageTool, "apt-cache", "apt-get", "dpkg-deb");
        var result = await host.RunAsync(Command.Shell(Unpack, folder).WithTimeout(TimeSpan.FromMinutes(5)));
        Skip.Unless(result.Succeeded, SkipReason.NoLibvirt, result.StandardError.Trim());
        return Path.Combine(folder, "root", "usr");
    }
}
