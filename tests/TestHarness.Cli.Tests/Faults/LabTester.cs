using TestHarness.Cli.Tests.Support;
using TestHarness.Devices.Registry;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Labs;
using TestHarness.Tests.Hosts;
using TestHarness.VirtualLab;

namespace TestHarness.Cli.Tests.Faults;

/// <summary>The first host of a virtual lab as a tester's machine: the harness runs there, and uses the second host.</summary>
internal sealed class LabTester(HarnessProcess harness)
{
    private const string Folder = "/var/tmp/tester";

    private const string Environment = """
        name: second
        hosts:
          - { name: host1, connection: { ssh: { host: 10.10.0.2, user: root } } }
          - { name: host2, connection: { ssh: { host: 10.10.0.2, user: root } } }
        storage:
          luns: [{ name: lun0, kind: file, size: 16MiB }]
        guest:
          image: { kernel: kernel, initrd: initramfs.gz }
          memory: 128MiB
        slowness: 10
        timeouts: { boot: 3m, command: 1m, qmp: 30s, migration: 3m, load: 5m, teardown: 2m }
        """;

    private readonly VirtualLab.VirtualLab _lab =
        new(new LabPaths(Path.Combine(harness.State, "testharness", "lab"), HarnessPaths.Cache));

    /// <summary>The words of 'harness' that run a fixture's feature on the tester's machine.</summary>
    public static string[] Run(string feature) =>
    [
        "lab", "ssh", "host1",
        $"cd {Folder} && XDG_STATE_HOME={Folder}/state ./dotnet bin/harness.dll run bin/Fixtures/{feature} --env ./second.yaml",
    ];

    /// <summary>Brings the lab up, and copies .NET, the harness and the guest's image to the tester's machine.</summary>
    public async Task PrepareAsync()
    {
        var up = await harness.RunAsync("lab", "up", "--hosts", "2");
        Assert.That(up.ExitCode, Is.Zero, up.Error);
        await using var machine = new LocalHost("this machine");
        var image = await new GuestImageBuilder(machine, HarnessPaths.Cache, DeviceKinds.GuestModules).BuildAsync();
        await File.WriteAllTextAsync(Path.Combine(harness.Folder, "second.yaml"), Environment);
        var framework = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        await SshKeys.RunAsync(
            "sh", "-c", """
            { tar -C "$2" -c --transform='s|^\./|bin/|' . && tar -C "$3" -c dotnet host "shared/Microsoft.NETCore.App/$4" &&
              tar -C "$5" -c kernel initramfs.gz && tar -C "$6" -c second.yaml
            } | ssh -F "$1" host1 "mkdir -p $7/environments && cd $7 && touch TestHarness.sln && tar -x --ignore-zeros"
            """,
            "sh", _lab.Paths.SshConfig, AppContext.BaseDirectory, $"{framework.Parent!.Parent!.Parent!.FullName}",
            framework.Name, Path.GetDirectoryName(image.Kernel)!, harness.Folder, Folder);
    }

    /// <summary>Ends the tester's machine as a power cut does.</summary>
    public async Task KillAsync()
    {
        var host = await _lab.HostAsync("host1");
        await SshKeys.RunAsync("kill", "-KILL", $"{host.ProcessId}");
    }
}
