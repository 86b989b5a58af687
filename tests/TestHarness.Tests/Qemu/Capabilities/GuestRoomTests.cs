using TestHarness.Hosts;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Tests.Qemu.Capabilities;

internal sealed class GuestRoomTests
{
    [TestCase(1400, 1, 760, 2)]
    [TestCase(64_000, 32, 56_000, 64)]
    [TestCase(500, 2, 0, 4)]
    public void A_host_keeps_memory_for_itself(int available, int processors, int memory, int vcpus) =>
        Assert.That(GuestRoom.On(available, processors), Is.EqualTo(new GuestRoom(memory, vcpus)));

    [Test]
    public void Guests_share_the_memory_of_one_host_and_have_what_all_hosts_have() =>
        Assert.That(new GuestRoom(1000, 8).ForEach(2).And(new GuestRoom(800, 4)), Is.EqualTo(new GuestRoom(500, 4)));

    [Test]
    public async Task This_machine_has_room_for_a_guest()
    {
        await using var host = new LocalHost("host1");

        var room = await GuestRoom.ReadAsync(host);

        Assert.That(room.Vcpus, Is.EqualTo(2 * Environment.ProcessorCount));
        Assert.That(room.MemoryMiB, Is.Positive);
    }
}
