using TestHarness.FcFabric.Control;
using TestHarness.FcFabric.Els;
using TestHarness.FcFabric.Fip;
using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.NameServer;
using static TestHarness.FcFabric.Tests.Switching.FabricFixture;

namespace TestHarness.FcFabric.Tests.Switching;

public sealed class ForwarderTests
{
    private const string Hba1 = "2000525400000301";
    private const string Hba2 = "2000525400000302";
    private const string Vhba = "5001a4a0f014c8ce";

    private FabricFixture _fabric = null!;

    [SetUp]
    public void SetUp() => _fabric = new FabricFixture();

    [Test]
    public void Gives_an_HBA_and_its_vHBAs_IDs_of_their_hosts_port()
    {
        Assert.That($"{_fabric.LogIn(2, Hba2)}", Is.EqualTo("010200"));
        Assert.That($"{_fabric.LogIn(2, Vhba, isVport: true)}", Is.EqualTo("010201"));
    }

    [Test]
    public void Gives_a_vHBA_that_comes_back_the_ID_that_it_had()
    {
        _fabric.LogIn(1, Hba1);
        var id = _fabric.LogIn(1, Vhba, isVport: true);
        _fabric.LogIn(1, Hba1);
        Assert.That($"{_fabric.LogIn(1, "5001a4a1b27e03d5", isVport: true)}", Is.EqualTo("010102"));
        Assert.That(_fabric.LogIn(1, Vhba, isVport: true), Is.EqualTo(id));
    }

    [Test]
    public void Refuses_vHBAs_above_the_limit_without_an_HBA_or_of_a_WWPN_in_use()
    {
        Assert.That(_fabric.LogIn(1, Vhba, isVport: true), Is.Null, "without an HBA");
        _fabric.LogIn(1, Hba1);
        _fabric.LogIn(2, Hba2);
        Assert.That(_fabric.LogIn(1, Hba2, isVport: true), Is.Null, "in use");
        _fabric.Forwarder.VportLimit = 0;
        Assert.That(_fabric.LogIn(1, Vhba, isVport: true), Is.Null, "above the limit");
        Assert.That(_fabric.Log, Has.Exactly(3).Contains("is refused"));
    }

    [Test]
    public void Lists_ports_by_type_and_finds_them_by_name_and_by_ID()
    {
        var one = _fabric.Online(1, Hba1);
        var two = _fabric.Online(2, Hba2);
        var list = _fabric.Ask(1, one, NameServerCommand.GetPortNamesByType, [0, 0, 0, FcType.Fcp]);
        Assert.That(Convert.ToHexStringLower(list!), Is.EqualTo($"0001010000000000{Hba1}8001020000000000{Hba2}"));
        Assert.That(_fabric.Ask(1, one, NameServerCommand.GetPortNamesByType, [0, 0, 0, FcType.CommonTransport]), Is.Null);
        Assert.That(_fabric.Ask(1, one, NameServerCommand.GetPortName, Id(two)), Is.EqualTo(Convert.FromHexString(Hba2)));
        Assert.That(_fabric.Ask(1, one, NameServerCommand.GetIdByPortName, Convert.FromHexString(Hba2)), Is.EqualTo(Id(two)));
        Assert.That(_fabric.Ask(1, one, NameServerCommand.GetPortName, [0, 9, 9, 9]), Is.Null);
    }

    [Test]
    public void Forwards_between_ports_with_new_MAC_addresses_and_counts()
    {
        var (one, two) = (_fabric.Online(1, Hba1), _fabric.Online(2, Hba2));
        var frame = Fc(one, two, 0, FcType.Fcp, new byte[2112]);
        Assert.That(_fabric.Receive(1, frame), Is.EqualTo("host2"));
        Assert.That(EthernetFrame.Destination(frame), Is.EqualTo(MacAddress.Of(two)));
        Assert.That(Content(frame), Has.Length.EqualTo(2112));
        Assert.That(Port(Hba1).FramesOut - Port(Hba2).FramesOut, Is.EqualTo(1));
    }

    [Test]
    public void Drops_what_is_damaged_of_a_wrong_source_or_for_nobody()
    {
        var (one, two) = (_fabric.Online(1, Hba1), _fabric.Online(2, Hba2));
        var damaged = Fc(one, two, 0, FcType.Fcp, [1, 2, 3, 4]);
        damaged[60] ^= 1;
        Assert.That(_fabric.Receive(1, damaged), Is.Null);
        Assert.That(_fabric.Receive(1, Fc(two, one, 0, FcType.Fcp, [1, 2, 3, 4])), Is.Null);
        Assert.That(_fabric.Receive(1, Fc(one, new FcAddress(0x010999), 0, FcType.Fcp, [1, 2, 3, 4])), Is.Null);
        Assert.That(_fabric.Receive(1, new byte[15]), Is.Null);
        Assert.That(Port(Hba1).Discards, Is.EqualTo(4));
    }

    [Test]
    public void Separates_ports_that_share_no_zone_and_notifies_the_ports_concerned()
    {
        var (one, two, vport) = (_fabric.Online(1, Hba1), _fabric.Online(2, Hba2), _fabric.Online(1, Vhba, isVport: true));
        _fabric.Sent();
        _fabric.Forwarder.DefineZone("storage", [WorldWideName.Parse(Vhba), WorldWideName.Parse(Hba2)]);
        Assert.That(_fabric.Sent(), Is.Empty, "a zone is in force once it is activated");
        _fabric.Forwarder.ActivateZones();

        Assert.That(
            _fabric.StateChanges(),
            Is.EquivalentTo([$"{one} of {vport}", $"{one} of {two}", $"{two} of {one}", $"{vport} of {one}"]));
        Assert.That(_fabric.Receive(1, Fc(one, two, 0, FcType.Fcp, [])), Is.Null);
        Assert.That(_fabric.Receive(1, Fc(vport, two, 0, FcType.Fcp, [])), Is.EqualTo("host2"));
        Assert.That(_fabric.Ask(1, one, NameServerCommand.GetPortName, Id(two)), Is.Null);
        Assert.That(_fabric.Ask(1, vport, NameServerCommand.GetPortName, Id(two)), Is.Not.Null);

        _fabric.Forwarder.ClearZones();
        Assert.That(_fabric.StateChanges(), Has.Exactly(4).Items);
        Assert.That(_fabric.Receive(1, Fc(one, two, 0, FcType.Fcp, [])), Is.EqualTo("host2"));
    }

    [Test]
    public void Takes_a_vHBA_alone_down_and_up()
    {
        _fabric.LogIn(1, Hba1);
        var id = _fabric.LogIn(1, Vhba, isVport: true);
        _fabric.Forwarder.SetLink(Vhba, isUp: false);
        var frame = FipFrame.Read(_fabric.Sent().Single().Frame)!;
        Assert.That(frame.Operation, Is.EqualTo(FipOperation.ClearVirtualLinks));
        Assert.That(frame.Find(FipDescriptorType.VirtualPort)!.VirtualPortAddress, Is.EqualTo(id));
        Assert.That(_fabric.LogIn(1, Vhba, isVport: true), Is.Null);
        Assert.That(
            _fabric.Forwarder.Ports(), Has.One.Matches<PortStatus>(port => port is { State: PortState.Down, Wwpn: Vhba }));
        _fabric.Forwarder.SetLink(Vhba, isUp: true);
        Assert.That(_fabric.LogIn(1, Vhba, isVport: true), Is.EqualTo(id));
    }

    [TestCase("host1")]
    [TestCase(Hba1)]
    public void Takes_a_hosts_link_down_and_up(string target)
    {
        _fabric.Online(1, Hba1);
        var two = _fabric.Online(2, Hba2);
        _fabric.Forwarder.SetLink(target, isUp: false);
        Assert.That(_fabric.StateChanges(), Is.EqualTo([$"{two} of 010100"]));
        _fabric.Receive(1, FipFrom(1, FipOperation.DiscoverySolicitation));
        Assert.That(_fabric.Sent(), Is.Empty, "nothing passes a link that is down");
        _fabric.Forwarder.SetLink(target, isUp: true);
        Assert.That(FipFrame.Read(_fabric.Sent().Single().Frame)!.Operation, Is.EqualTo(FipOperation.DiscoveryAdvertisement));
        Assert.That(_fabric.LogIn(1, Hba1), Is.Not.Null);
    }

    [Test]
    public void Makes_a_host_whose_keep_alive_names_an_unknown_port_log_in_again()
    {
        _fabric.Receive(1, FipFrom(1, FipOperation.KeepAlive, FipDescriptor.Mac(Node(1))));
        var (_, frame) = _fabric.Sent().Single();
        Assert.That(FipFrame.Read(frame)!.Operation, Is.EqualTo(FipOperation.ClearVirtualLinks));
        Assert.That(EthernetFrame.Destination(frame), Is.EqualTo(Node(1)));
    }

    [Test]
    public void Ends_the_logins_of_a_host_that_falls_silent()
    {
        _fabric.Online(1, Hba1);
        _fabric.Pass(2 * FipService.KeepAlivePeriod);
        _fabric.Forwarder.Tick();
        Assert.That(Port(Hba1).State, Is.EqualTo(PortState.Online));
        _fabric.Pass(FipService.KeepAlivePeriod);
        _fabric.Forwarder.Tick();
        Assert.That(Port(Hba1).State, Is.EqualTo(PortState.Offline));
    }

    [Test]
    public void Rejects_link_services_that_it_does_not_have()
    {
        var id = _fabric.Online(1, Hba1);
        _fabric.Receive(1, Fc(id, FcAddress.FabricController, RoutingControl.ElsRequest, FcType.Els, [0x18, 0, 0, 0]));
        Assert.That(Content(_fabric.Sent().Single().Frame), Is.EqualTo(ElsPayload.Reject(ElsReason.NotSupported)));
    }

    [Test]
    public void Answers_in_as_many_frames_as_a_long_list_takes()
    {
        var id = _fabric.Online(1, Hba1);
        for (var i = 0; i < 200; i++)
            _fabric.Online(1, $"{0x5001a4a000000000 + (ulong)i:x16}", isVport: true);
        var unit = Convert.FromHexString("01000000fc0200000172000000000000" + "00000008");
        _fabric.Receive(1, Fc(id, FcAddress.DirectoryService, RoutingControl.UnsolicitedControl, FcType.CommonTransport, unit));
        var answer = _fabric.Sent().Select(sent => Content(sent.Frame)).ToArray();
        Assert.That(answer.Select(part => part.Length), Is.EqualTo([2112, 16 + 201 * 16 - 2112]));
    }

    private static byte[] Id(FcAddress id) => new WireWriter().Byte(0).Address(id).ToArray();

    private PortStatus Port(string wwpn) => _fabric.Forwarder.Ports().Single(port => port.Wwpn == wwpn);
}
