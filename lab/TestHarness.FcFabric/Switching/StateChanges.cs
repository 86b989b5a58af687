using System.Collections.Immutable;
using TestHarness.FcFabric.Els;
using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Logins;

namespace TestHarness.FcFabric.Switching;

/// <summary>
/// The RSCNs: reports to ports that have asked for them, which of the ports that they see have come, gone or changed.
/// </summary>
internal sealed class StateChanges(LoginTable logins, Zoning.Zoning zoning, Transmitter transmitter)
{
    /// <summary>Reports a port's change to all ports that see it.</summary>
    public void Tell(NPort changed)
    {
        foreach (var port in logins.All.Where(port => port != changed && zoning.Joins(port, changed)))
            Tell(port, [changed.Id]);
    }

    /// <summary>Reports changes to a port.</summary>
    public void Tell(NPort port, ImmutableArray<FcAddress> changed)
    {
        if (port.WantsStateChanges)
            transmitter.Request(port, FcAddress.FabricController, ElsPayload.StateChange(changed));
    }
}
