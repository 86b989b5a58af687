using TestHarness.Hosts;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Tests.Qemu.Capabilities;

internal static class InstalledQemu
{
    public const string Name = "qemu-system-x86_64";

    public static void Require()
    {
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(':') ?? [];
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, Name))))
            Assert.Ignore($"{Name} is not installed");
    }

    public static Task<QemuBinary> FindAsync(IHost host)
    {
        Require();
        return QemuBinary.FindAsync(host, Name);
    }
}
