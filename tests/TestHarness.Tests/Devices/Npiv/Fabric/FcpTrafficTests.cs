using System.Buffers.Binary;
using System.Collections.Immutable;
using TestHarness.Devices.Npiv.Fabric;
using TestHarness.Failures;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Devices.Npiv.Fabric;

[TestFixture]
internal sealed class FcpTrafficTests
{
    private const byte Fcp = 0x08;
    private const byte Els = 0x01;

    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new TemporaryDirectory();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void SCSI_frames_are_summed_by_source_and_destination()
    {
        var file = Capture(
            Frame(0x010101, 0x010300, Fcp),
            Frame(0x010300, 0x010101, Fcp),
            Frame(0x010101, 0x010300, Fcp),
            Frame(0x010100, 0xfffffe, Els));

        Assert.That(
            FcpTraffic.Read(file),
            Is.EqualTo(new FcpFlow[] { new("0x010101", "0x010300", 2, 2 * 2112), new("0x010300", "0x010101", 1, 2112) }));
    }

    [Test]
    public void A_frame_that_is_cut_off_ends_the_capture()
    {
        var file = Capture(Frame(0x010101, 0x010300, Fcp), Frame(0x010101, 0x010300, Fcp));
        using (var stream = File.OpenWrite(file))
            stream.SetLength(stream.Length - 3);

        Assert.That(FcpTraffic.Read(file).Single().Frames, Is.EqualTo(1));
    }

    [Test]
    public void A_file_that_is_not_a_capture_is_refused()
    {
        File.WriteAllText(_directory["x.pcap"], "no capture, but long enough for a header");

        Assert.That(
            () => FcpTraffic.Read(_directory["x.pcap"]), Throws.TypeOf<HarnessException>().With.Message.Contains("libpcap"));
    }

    [Test]
    public void A_vHBA_that_sent_nothing_and_an_HBA_that_did_are_named()
    {
        ImmutableArray<FcpFlow> flows = [new("0x010100", "0x010300", 5, 500), new("0x010101", "0x010300", 5, 500)];

        Assert.DoesNotThrow(() => FcpTraffic.CheckOwnPorts([flows[1]], ["0x010101"]));
        Assert.That(
            () => FcpTraffic.CheckOwnPorts(flows, ["0x010101", "0x010201"]),
            Throws.TypeOf<HarnessException>().With.Message.Contains("none from: 0x010201").And.Message.Contains(
                "0x010100 to 0x010300"));
    }

    [Test]
    public void Nothing_to_look_for_is_no_pass() =>
        Assert.That(
            () => FcpTraffic.CheckOwnPorts([], []), Throws.TypeOf<HarnessException>().With.Message.Contains("at least one vHBA"));

    private string Capture(params byte[][] frames)
    {
        var header = new byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xa1b23c4d);
        var file = _directory["fabric.pcap"];
        File.WriteAllBytes(file, [.. header, .. frames.SelectMany(Record)]);
        return file;
    }

    private static byte[] Record(byte[] frame)
    {
        var record = new byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(8), frame.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(12), 2112);
        return [.. record, .. frame];
    }

    private static byte[] Frame(int source, int destination, byte type)
    {
        var frame = new byte[64];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), 0x8906);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(28), destination);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(32), source);
        frame[36] = type;
        return frame;
    }
}
