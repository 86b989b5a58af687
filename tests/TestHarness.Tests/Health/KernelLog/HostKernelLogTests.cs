using TestHarness.Health.KernelLog;
using TestHarness.Hosts;
using TestHarness.Tests.Ledger;

namespace TestHarness.Tests.Health.KernelLog;

public sealed class HostKernelLogTests
{
    [Test]
    public async Task Kernel_records_after_a_mark_are_read()
    {
        Kmsg.Require();
        await using var host = new LocalHost("here");
        var reader = new KernelLogReader(host);
        await Kmsg.WriteAsync("testharness-test before");
        var mark = await reader.MarkAsync();
        var text = await Kmsg.WriteAsync("testharness-test after");

        var reading = await reader.ReadAsync(mark.Cursor);

        Assert.That((mark.NotReadable, reading.NotReadable), Is.EqualTo((default(string), default(string))));
        Assert.That(
            reading.Records.First.Select(record => record.Text), Has.Member(text).And.None.Contains("testharness-test before"));
        Assert.That(reading.Cursor, Is.GreaterThan(mark.Cursor));
    }

    [Test]
    public async Task A_host_without_the_device_is_not_readable()
    {
        await using var host = await NamespaceHost.StartAsync();
        await host.ShellAsync("mount -t tmpfs tmpfs /dev && mknod -m 666 /dev/null c 1 3 || touch /dev/null");
        var reader = new KernelLogReader(host);

        var mark = await reader.MarkAsync();

        Assert.That(mark.NotReadable, Is.EqualTo("there is no device /dev/kmsg"));
        Assert.That((await reader.ReadAsync(mark.Cursor)).NotReadable, Is.EqualTo("there is no device /dev/kmsg"));
    }
}
