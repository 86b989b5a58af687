using System.Collections.Immutable;
using TestHarness.FcFabric.Els;
using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Logins;

namespace TestHarness.FcFabric.Switching;

/// <summary>RSCNs: tells ports that have asked for it which ports that they see have come, gone or changed.</summary>
internal sealed class StateChanges(LoginTable logins, Zoning.Zoning zoning, Transmitter transmitter)
{
    public void Tell(NPort changed)
    {
        foreach (var port in logins.All.Where(port => port != changed && zoning.Joins(port, changed)))
            Tell(port, [changed.Id]);
    }

    public void Tell(NPort port, ImmutableArray<FcAddress> changed)
    {
        if (port.WantsStateChanges)
            transmitter.Request(port, FcAddress.FabricController, ElsPayload.StateChange(changed));
    }
}
