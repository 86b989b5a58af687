using TestHarness.Hosts;

namespace TestHarness.Tests.Storage;

/// <summary>
/// A real block device over a file. The kernel detaches it when the test, however it ends, has it open no more.
/// </summary>
internal sealed class LoopDevice : IDisposable
{
    private readonly FileStream _open;

    private LoopDevice(string path) => (Path, _open) = (path, File.OpenRead(path));

    public string Path { get; }

    /// <summary>Skips the test where there can be none.</summary>
    public static async Task<LoopDevice> AttachAsync(IHost host, string file)
    {
        Skip.Unless(File.Exists("/dev/loop-control"), SkipReason.NoLoopDevice, "there is no /dev/loop-control");
        var attach = await host.RunAsync(new Command("losetup", "--find", "--show", file));
        Skip.Unless(attach.Succeeded, SkipReason.NoLoopDevice, attach.StandardError.Trim());

        var path = attach.StandardOutput.Trim();
        var device = new LoopDevice(path);
        Assert.That((await host.RunAsync(new Command("losetup", "--detach", path))).Succeeded);
        return device;
    }

    /// <summary>As any program may do on a host: what is read stays in the page cache.</summary>
    public async Task ReadThroughCacheAsync()
    {
        _open.Position = 0;
        await _open.CopyToAsync(Stream.Null);
    }

    public void Dispose() => _open.Dispose();
}
