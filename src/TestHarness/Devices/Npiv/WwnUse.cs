using TestHarness.Failures;

namespace TestHarness.Devices.Npiv;

/// <summary>The use of World Wide Names by hosts. Two ports of one WWPN log each other out of the fabric.</summary>
public static class WwnUse
{
    /// <summary>Finds the names that are used where they must not be.</summary>
    /// <returns>A message for each WWPN that is used twice, and for each WWNN that two hosts use.</returns>
    public static IEnumerable<string> Duplicates(IEnumerable<(string Host, WwnPair Wwns)> uses)
    {
        var all = uses.ToList();
        foreach (var port in all.GroupBy(use => use.Wwns.Wwpn).Where(group => group.Count() > 1))
        {
            yield return $"WWPN {port.Key} is given {port.Count()} times, on {Hosts(port)}; "
                + "a port's name must be unique in the fabric";
        }
        foreach (var node in all.GroupBy(use => use.Wwns.Wwnn).Where(
            group => group.Select(use => use.Host).Distinct().Count() > 1))
            yield return $"WWNN {node.Key} is given on {Hosts(node)}; a node's name belongs to one host";
    }

    /// <summary>Refuses names that are used where they must not be.</summary>
    /// <exception cref="HarnessException">Class config: a WWPN is used twice, or two hosts use one WWNN.</exception>
    public static void RefuseDuplicates(IEnumerable<(string Host, WwnPair Wwns)> uses)
    {
        if (string.Join("; ", Duplicates(uses)) is { Length: > 0 } duplicates)
            throw new HarnessException(FailureClass.Config, duplicates);
    }

    private static string Hosts(IEnumerable<(string Host, WwnPair Wwns)> uses) =>
        string.Join(" and ", uses.Select(use => use.Host).Distinct());
}
