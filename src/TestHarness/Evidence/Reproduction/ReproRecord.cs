using System.Collections.Immutable;

namespace TestHarness.Evidence.Reproduction;

/// <summary>The steps that a scenario has made, for the script with which a person repeats the scenario by hand.</summary>
/// <param name="hosts">The hosts that the steps name.</param>
public sealed class ReproRecord(string scenario, ImmutableArray<ReproHost> hosts)
{
    private readonly Lock _gate = new();
    private ImmutableArray<ReproStep> _steps = [];

    /// <summary>The scenario's title.</summary>
    public string Scenario => scenario;

    /// <summary>The script of the steps so far.</summary>
    public string Script => ReproScript.Write(scenario, hosts, _steps);

    /// <summary>The command lines of all QEMUs so far; empty when none was started.</summary>
    public string CommandLines => ReproScript.CommandLines(_steps);

    /// <summary>Adds steps, in the order in which they are made.</summary>
    public void Add(ReadOnlySpan<ReproStep> steps)
    {
        lock (_gate)
            _steps = [.. _steps, .. steps];
    }
}
