using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Tests.Environments;

namespace TestHarness.Tests.Qemu.Builds;

/// <summary>The QEMU of another Debian release, unpacked in the harness's cache.</summary>
internal static class SecondQemu
{
    /// <summary>Unpacks it, or skips the test where apt cannot download it.</summary>
    /// <returns>The folder of the unpacked packages.</returns>
    public static async Task<string> ProvideAsync()
    {
        Skip.UnlessInstalled(SkipReason.NoImageTool, "apt-get", "dpkg-deb");
        await using var host = new LocalHost("local");
        var script = Path.Combine(Repository.Folder("lab"), "second-qemu.sh");
        var command = new Command("sh", script, HarnessPaths.Cache).WithTimeout(TimeSpan.FromMinutes(5));
        var result = await host.RunAsync(command);
        Skip.Unless(result.Succeeded, SkipReason.NoSecondQemu, result.StandardError.Trim());
        return result.StandardOutput.Trim();
    }
}
