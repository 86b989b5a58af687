using System.Collections.Immutable;
using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Failures;

namespace TestHarness.Devices.Vfio.Candidates;

/// <summary>A NIC of a host whose functions guests may have.</summary>
public sealed record CandidateNic(NicRequest Request, PhysicalFunction Nic);

/// <summary>The requirements for a guest's virtual function.</summary>
/// <param name="Network">The label of the network.</param>
/// <param name="Model">The model of the NIC; null for any, as for a guest's first function.</param>
/// <param name="Driver">The driver of the NIC; null for any.</param>
public sealed record VfWish(string Network, string? Model = null, string? Driver = null)
{
    /// <summary>Makes the requirements that a NIC's functions meet.</summary>
    public static VfWish Like(CandidateNic nic) => new(nic.Request.Network, nic.Nic.Model, nic.Nic.Driver);
}

/// <summary>
/// The choice of a virtual function for a guest: free, on the wanted network, on a NIC of the same model and driver, with the
/// lowest NUMA distance. Among equals, the place of the NIC in the environment and then the index decide.
/// </summary>
public static class VfCandidates
{
    /// <summary>Chooses a function.</summary>
    /// <param name="taken">The addresses of the functions that other NICs of the guest have.</param>
    /// <exception cref="HarnessException">
    /// Class preflight: no function is suitable; the message has the reason for each.
    /// </exception>
    public static (CandidateNic Nic, VirtualFunction Function) Choose(
        string host, IReadOnlyList<CandidateNic> nics, VfWish wish, IReadOnlySet<string> taken)
    {
        var functions = nics.SelectMany(
            nic => nic.Nic.VirtualFunctions.Select(function => (Nic: nic, Function: function))).ToList();
        var suitable = functions.Where(candidate => WhyNot(candidate.Nic, candidate.Function, wish, taken) is null).ToList();
        if (suitable.Count > 0)
            return suitable.MinBy(candidate => candidate.Nic.Nic.NumaDistance);

        var reasons = functions.Select(
            candidate =>
                $"{candidate.Function.Address}: {WhyNot(candidate.Nic, candidate.Function, wish, taken)}").ToImmutableArray();
        throw new HarnessException(
            FailureClass.Preflight,
            $"{host} has no virtual function for the guest, which wants network "
            + $"'{wish.Network}'{(wish.Model is null ? "" : $" and a NIC {wish.Model} with driver {wish.Driver}")}: " +
            (
                reasons.IsEmpty
                    ? $"its NICs ({string.Join(", ", nics.Select(nic => nic.Nic.Address))}) have none"
                    : string.Join("; ", reasons)));
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
