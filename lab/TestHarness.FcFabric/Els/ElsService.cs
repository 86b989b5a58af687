using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Logins;
using TestHarness.FcFabric.Switching;

namespace TestHarness.FcFabric.Els;

/// <summary>The extended link services of the fabric controller and the name server.</summary>
internal sealed class ElsService(Transmitter transmitter)
{
    /// <summary>Answers a request.</summary>
    public void Handle(NPort from, FrameHeader request, ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
            return;

        transmitter.Reply(
            from, request, RoutingControl.ElsReply, Answer(from, request.Destination, (ElsCommand)payload[0], payload));
    }

    private static byte[] Answer(NPort from, FcAddress to, ElsCommand command, ReadOnlySpan<byte> payload)
    {
        switch (command)
        {
            case ElsCommand.PortLogin when to == FcAddress.FabricController || to == FcAddress.DirectoryService:
                return LoginParameters.Read(payload) is null
                    ? ElsPayload.Reject(ElsReason.ProtocolError)
                    : new LoginParameters(Identity.SwitchName, Identity.FabricName).PortAccept();
            case ElsCommand.StateChangeRegistration when to == FcAddress.FabricController:
                from.WantsStateChanges = true;
                return ElsPayload.Accept();
            case ElsCommand.Logout:
                return ElsPayload.Accept();
            default:
                return ElsPayload.Reject(ElsReason.NotSupported);
        }
    }
}
