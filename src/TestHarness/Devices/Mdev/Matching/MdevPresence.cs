using System.Collections.Immutable;
using TestHarness.Devices.Mdev.Trees;
using TestHarness.Failures;

namespace TestHarness.Devices.Mdev.Matching;

/// <summary>The check that an mdev is there, below the parent that mdevctl defines.</summary>
internal static class MdevPresence
{
    /// <summary>Returns the mdev that is there.</summary>
    /// <param name="role">The host's role in the migration: source or destination.</param>
    /// <exception cref="HarnessException">
    /// Class preflight: the mdev is not there as mdevctl defines it; the message says what there is.
    /// </exception>
    public static MdevSnapshot Require(MdevLook look, string role)
    {
        if (WhyNot(look) is { } reason)
            throw new HarnessException(FailureClass.Preflight, $"mdev {look.Uuid} of the {role} {look.Host} {reason}");
        return look.Running!;
    }

    private static string? WhyNot(MdevLook look) => look switch
    {
        { Running: null, Definitions.IsEmpty: true } =>
            $"is not there, and mdevctl has no definition of it; there are: {List(look.Active)}",
        { Running: null } => string.Join("; ", look.Definitions.Select(definition => WhyNotStarted(look, definition))),
        { Running: { Definition: null, Parent: var parent }, Definitions.IsEmpty: false } =>
            $"is below parent {parent}, and mdevctl has it below "
            + $"{List(look.Definitions.Select(definition => definition.Parent))}: " +
            "stop the mdev and start it by its definition, or undefine it there",
        _ => null,
    };

    private static string WhyNotStarted(MdevLook look, ListedMdev definition)
    {
        var offered = look.Offers.Where(offer => offer.Parent == definition.Parent)
            .Select(offer => offer.Type)
            .ToImmutableArray();
        if (!look.Parents.Contains(definition.Parent))
            return $"is defined below parent {definition.Parent}, which is not there; there are: {List(look.Parents)}";
        return offered.Contains(definition.Type)
            ? $"is defined below parent {definition.Parent} and not started: 'mdevctl start -u {look.Uuid} -p "
                + $"{definition.Parent}' does that"
            : $"is defined as type {definition.Type}, which parent {definition.Parent} does not offer; it offers: "
                + $"{List(offered)}";
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
