using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Evidence;
using TestHarness.Evidence.Reproduction;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.GuestPlaces;

namespace TestHarness.Devices;

/// <summary>The hosts of a scenario, as devices and guests use them.</summary>
public interface ILab
{
    /// <summary>The environment of the hosts.</summary>
    LabEnvironment Environment { get; }

    /// <summary>The scenario's hosts, in the environment's order.</summary>
    ImmutableArray<LabHost> Hosts { get; }

    /// <summary>The machine that the harness runs on.</summary>
    IHost Machine { get; }

    /// <summary>The scope that records what is made, and undoes it when the scenario ends.</summary>
    LedgerScope Provisioning { get; }

    /// <summary>The files that the scenario leaves.</summary>
    ScenarioEvidence Evidence { get; }

    /// <summary>The action that takes a line for a person who follows the scenario.</summary>
    Action<string> Progress { get; }

    /// <summary>The action that takes the events of legs (LegEvent), for those who follow the scenario.</summary>
    Action<object> LegEvents { get; }

    /// <summary>Adds steps to the script with which a person repeats the scenario by hand.</summary>
    void Record(params ReadOnlySpan<ReproStep> steps);

    /// <summary>Keeps an object until the lab closes, which disposes it first.</summary>
    void Keep(IAsyncDisposable used);

    /// <summary>Adds a host's disk to the checks after legs.</summary>
    /// <returns>The place itself.</returns>
    GuestPlace Attach(GuestPlace place);
}
