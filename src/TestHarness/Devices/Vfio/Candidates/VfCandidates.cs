using System.Collections.Immutable;
using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Failures;

namespace TestHarness.Devices.Vfio.Candidates;

/// <summary>A NIC of a host that guests may have functions of.</summary>
public sealed record CandidateNic(NicRequest Request, PhysicalFunction Nic);

/// <summary>What a guest's virtual function must be like.</summary>
/// <param name="Network">The label.</param>
/// <param name="Model">That of the NIC; any where null, for a guest's first one.</param>
/// <param name="Driver">The NIC's; any where null.</param>
public sealed record VfWish(string Network, string? Model = null, string? Driver = null)
{
    public static VfWish Like(CandidateNic nic) => new(nic.Request.Network, nic.Nic.Model, nic.Nic.Driver);
}

/// <summary>
/// Chooses a virtual function for a guest: of the wanted network and of a NIC of the same model and driver, free, with the lowest NUMA
/// distance; among equals the first by its NIC's place in the environment and by its index.
/// </summary>
public static class VfCandidates
{
    /// <exception cref="HarnessException">Class preflight: there is none; with the reason for each that there is.</exception>
    public static (CandidateNic Nic, VirtualFunction Function) Choose(string host, IReadOnlyList<CandidateNic> nics, VfWish wish, IReadOnlySet<string> taken)
    {
        var functions = nics.SelectMany(nic => nic.Nic.VirtualFunctions.Select(function => (Nic: nic, Function: function))).ToList();
        var suitable = functions.Where(candidate => WhyNot(candidate.Nic, candidate.Function, wish, taken) is null).ToList();
        if (suitable.Count > 0)
            return suitable.MinBy(candidate => candidate.Nic.Nic.NumaDistance);

        var reasons = functions.Select(candidate => $"{candidate.Function.Address}: {WhyNot(candidate.Nic, candidate.Function, wish, taken)}").ToImmutableArray();
        throw new HarnessException(
            FailureClass.Preflight,
            $"{host} has no virtual function for the guest, which wants network '{wish.Network}'{(wish.Model is null ? "" : $" and a NIC {wish.Model} with driver {wish.Driver}")}: " +
            (reasons.IsEmpty ? $"its NICs ({string.Join(", ", nics.Select(nic => nic.Nic.Address))}) have none" : string.Join("; ", reasons)));
    }

    private static string? WhyNot(CandidateNic nic, VirtualFunction function, VfWish wish, IReadOnlySet<string> taken) => 0 switch
    {
        _ when nic.Request.Network != wish.Network => $"its NIC is on network '{nic.Request.Network}'",
        _ when wish.Model is not null && nic.Nic.Model != wish.Model => $"its NIC is a {nic.Nic.Model}",
        _ when wish.Driver is not null && nic.Nic.Driver != wish.Driver => $"its NIC has driver {nic.Nic.Driver}",
        _ when taken.Contains(function.Address) => "another NIC of the guest has it",
        _ => function.WhyNotFree,
    };
}
