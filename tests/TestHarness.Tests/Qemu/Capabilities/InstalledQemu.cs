using TestHarness.Hosts;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Tests.Qemu.Capabilities;

internal static class InstalledQemu
{
    public const string Name = "qemu-system-x86_64";

    public static void Require() => Skip.UnlessInstalled(SkipReason.NoQemu, Name);

    public static Task<QemuBinary> FindAsync(IHost host)
    {
        Require();
        return QemuBinary.FindAsync(host, Name);
    }
}
