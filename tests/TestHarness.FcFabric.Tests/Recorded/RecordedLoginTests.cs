using TestHarness.FcFabric.Control;
using TestHarness.FcFabric.Els;
using TestHarness.FcFabric.Fip;
using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Tests.Switching;

namespace TestHarness.FcFabric.Tests.Recorded;

/// <summary>What Linux's libfc sends from the creation of a vHBA until it is online and asks for targets.</summary>
public sealed class RecordedLoginTests
{
    private static readonly (string Name, byte[] Frame)[] Frames =
    [
        .. File.ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Recorded", "vhba-login.txt"))
            .Select(line => line.Split(' ')).Select(words => (words[0], Convert.FromHexString(words[1]))),
    ];

    [Test]
    public void A_kernels_vHBA_comes_online_and_finds_itself_and_its_HBA()
    {
        var fabric = new FabricFixture();
        fabric.Online(1, "2000525400000301");
        foreach (var (name, frame) in Frames)
        {
            fabric.Receive(1, frame);
            Assert.That(fabric.Sent(), Has.Some.Matches<(string, byte[])>(sent => IsAccept(sent.Item2)), name);
        }

        var vhba = fabric.Forwarder.Ports().Single(port => port.Parent is not null);
        Assert.That(vhba, Has.Property("Wwpn").EqualTo("5001a4a0f014c8ce") & Has.Property("Wwnn").EqualTo("5001a4ab286a1286"));
        Assert.That(vhba, Has.Property("State").EqualTo(PortState.Online) & Has.Property("Id").EqualTo("010101"));
        Assert.That(vhba.Discards, Is.Zero);
    }

    [Test]
    public void The_CRC_is_the_kernels()
    {
        foreach (var (name, frame) in Frames.Where(recorded => EthernetFrame.Type(recorded.Frame) == EthernetFrame.Fcoe))
            Assert.That(FcoeFrame.Content(frame).Length, Is.EqualTo(frame.Length - 36), name);
    }

    private static bool IsAccept(byte[] frame)
    {
        var content = FipFrame.Read(frame) is { } fip && EthernetFrame.Type(frame) == EthernetFrame.Fip
            ? fip.Descriptors[0].LinkServiceFrame
            : FcoeFrame.Content(frame);
        var payload = content.Span[FrameHeader.Length..];
        return (ElsCommand)payload[0] == ElsCommand.Accept || (payload.Length > 9 && payload[8] == 0x80 && payload[9] == 0x02);
    }
}
