using System.Collections.Immutable;
using TestHarness.Devices.Mdev.Trees;
using TestHarness.Failures;

namespace TestHarness.Devices.Mdev.Matching;

/// <summary>Whether an mdev is there, and where mdevctl has it.</summary>
internal static class MdevPresence
{
    /// <param name="role">What the host is to the migration: source or destination.</param>
    /// <exception cref="HarnessException">Class preflight: what is in the way, and what there is instead.</exception>
    public static MdevSnapshot Require(MdevLook look, string role)
    {
        if (WhyNot(look) is { } why)
            throw new HarnessException(FailureClass.Preflight, $"mdev {look.Uuid} of the {role} {look.Host} {why}");
        return look.Running!;
    }

    private static string? WhyNot(MdevLook look) => look switch
    {
        { Running: null, Definitions.IsEmpty: true } => $"is not there, and mdevctl has no definition of it; there are: {List(look.Active)}",
        { Running: null } => string.Join("; ", look.Definitions.Select(definition => WhyNotStarted(look, definition))),
        { Running: { Definition: null, Parent: var parent }, Definitions.IsEmpty: false } =>
            $"is below parent {parent}, and mdevctl has it below {List(look.Definitions.Select(definition => definition.Parent))}: " +
            "stop it and start it by its definition, or undefine that",
        _ => null,
    };

    private static string WhyNotStarted(MdevLook look, ListedMdev definition)
    {
        var offered = look.Offers.Where(offer => offer.Parent == definition.Parent).Select(offer => offer.Type).ToImmutableArray();
        if (!look.Parents.Contains(definition.Parent))
            return $"is defined below parent {definition.Parent}, which is not there; there are: {List(look.Parents)}";
        return offered.Contains(definition.Type)
            ? $"is defined below parent {definition.Parent} and not started: 'mdevctl start -u {look.Uuid} -p {definition.Parent}' does that"
            : $"is defined as type {definition.Type}, which parent {definition.Parent} does not offer; it offers: {List(offered)}";
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
