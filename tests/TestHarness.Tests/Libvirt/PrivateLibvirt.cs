using System.Diagnostics;
using TestHarness.Hosts;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Libvirt;

/// <summary>
/// A real libvirtd, whose processes, network and files are in namespaces of its own. Those of this machine stay as they are, and
/// everything in the namespaces ends with the test's process. Commands for <c>qemu:///system</c> run there.
/// </summary>
internal sealed class PrivateLibvirt : IAsyncDisposable
{
    /// <summary>$1: a folder for what is written, $2: libvirt's files, if they are not in /usr.</summary>
    private const string Script = """
        mount --make-rprivate / && mount -t sysfs sysfs /sys && mount -t tmpfs tmpfs "$1" || exit
        for folder in etc var; do
            mkdir "$1/$folder" "$1/$folder.work" || exit
            mount -t overlay overlay -o "lowerdir=/$folder,upperdir=$1/$folder,workdir=$1/$folder.work" "/$folder" || exit
        done
        [ ! -d "$2" ] || mount -t overlay overlay -o "lowerdir=$2:/usr" /usr || exit
        mount -t tmpfs tmpfs /run && mkdir -p /etc/libvirt /var/log/libvirt || exit
        grep -q ^libvirt-qemu: /etc/passwd || echo libvirt-qemu:x:64055:64055::/:/bin/false >> /etc/passwd
        grep -q ^libvirt-qemu: /etc/group || echo libvirt-qemu:x:64055: >> /etc/group
        cat > /etc/libvirt/qemu.conf << 'end'
        user = "root"
        group = "root"
        security_driver = "none"
        stdio_handler = "file"
        cgroup_controllers = []
        namespaces = []
        remember_owner = 0
        end
        PATH=$PATH:/usr/sbin libvirtd --daemon && echo ready || exit
        # This shell is process 1, and waits for processes whose parents have ended: libvirt waits until an ended QEMU is gone.
        cat
        exit 0
        """;

    private readonly TemporaryDirectory _folder;
    private readonly Process _namespaces;

    private PrivateLibvirt(TemporaryDirectory folder, Process namespaces) => (_folder, _namespaces) = (folder, namespaces);

    public static async Task<PrivateLibvirt> StartAsync()
    {
        Skip.Unless(Environment.IsPrivilegedProcess, SkipReason.NotRoot, "only root starts a private libvirtd");
        var folder = new TemporaryDirectory();
        await using var machine = new LocalHost("this machine");
        var libvirt = await LibvirtPackages.ProvideAsync(machine, folder.Path);
        var scratch = Directory.CreateDirectory(folder["scratch"]).FullName;
        var namespaces = Process.Start(new ProcessStartInfo(
            "unshare",
            ["-m", "-n", "-p", "-i", "--fork", "--kill-child", "--mount-proc", "sh", "-c", Script, "sh", scratch, libvirt])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var ready = await namespaces.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        var libvirtd = new PrivateLibvirt(folder, namespaces);
        if (ready != "ready")
        {
            var error = await namespaces.StandardError.ReadToEndAsync();
            await libvirtd.DisposeAsync();
            Assert.Fail($"no private libvirtd: {error}");
        }

        return libvirtd;
    }

    /// <summary>This machine as a host that has this libvirt.</summary>
    public PlantedHost Host(Plants plants)
    {
        plants.Change("qemu:///system", Enter);
        return new PlantedHost("host1", plants);
    }

    public async ValueTask DisposeAsync()
    {
        _namespaces.StandardInput.Close();
        await _namespaces.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        _namespaces.Dispose();
        _folder.Dispose();
    }

    private Command Enter(Command command)
    {
        var first = File.ReadAllText($"/proc/{_namespaces.Id}/task/{_namespaces.Id}/children").Trim();
        return Plants.Copy(
            command,
            "nsenter",
            ["--target", first, "--mount", "--net", "--pid", "--ipc", "--", command.Program, .. command.Arguments]);
    }
}
