using TestHarness.Failures;

namespace TestHarness.Devices.Npiv;

/// <summary>Who uses which World Wide Names: two ports of one WWPN throw each other out of the fabric.</summary>
public static class WwnUse
{
    /// <returns>A message for each WWPN that is used twice, and for each WWNN that two hosts use.</returns>
    public static IEnumerable<string> Duplicates(IEnumerable<(string Host, WwnPair Wwns)> uses)
    {
        var all = uses.ToList();
        foreach (var port in all.GroupBy(use => use.Wwns.Wwpn).Where(group => group.Count() > 1))
            yield return $"WWPN {port.Key} is given {port.Count()} times, on {Hosts(port)}; a port's name must be unique in the fabric";
        foreach (var node in all.GroupBy(use => use.Wwns.Wwnn).Where(group => group.Select(use => use.Host).Distinct().Count() > 1))
            yield return $"WWNN {node.Key} is given on {Hosts(node)}; a node's name belongs to one host";
    }

    /// <exception cref="HarnessException">Class config: a name is used where it must not be.</exception>
    public static void RefuseDuplicates(IEnumerable<(string Host, WwnPair Wwns)> uses)
    {
        if (string.Join("; ", Duplicates(uses)) is { Length: > 0 } duplicates)
            throw new HarnessException(FailureClass.Config, duplicates);
    }

    private static string Hosts(IEnumerable<(string Host, WwnPair Wwns)> uses) => string.Join(" and ", uses.Select(use => use.Host).Distinct());
}
