using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Labs;

/// <summary>The check that hosts of different connections are different machines, as scenarios of several hosts expect.</summary>
public static class SharedMachine
{
    /// <summary>Finds two hosts that are one machine although the environment does not say so.</summary>
    /// <returns>The failure, of class config; null when there are no such hosts.</returns>
    public static HarnessException? Find(LabEnvironment environment, IReadOnlyCollection<HostSurvey> surveys)
    {
        var machines = surveys.Where(survey => survey.Machine.Length > 0)
            .Join(environment.Hosts, survey => survey.Host, host => host.Name, (survey, host) => (survey.Machine, Host: host))
            .GroupBy(found => found.Machine, found => found.Host);
        foreach (var machine in machines)
        {
            var first = machine.First();
            if (machine.FirstOrDefault(host => host.Connection != first.Connection && !IsDeclared(first, host)) is { } other)
            {
                return new HarnessException(
                    FailureClass.Config,
                    $"hosts '{first.Name}' ({Address(first)}) and '{other.Name}' ({Address(other)}) of environment "
                    + $"'{environment.Name}' are one machine (machine ID and boot ID {machine.Key}): name two machines, "
                    + "or give both hosts the same connection or the same 'machine'");
            }
        }

        return null;
    }

    private static bool IsDeclared(HostDescription one, HostDescription other) =>
        one.Machine is not null && one.Machine == other.Machine;

    private static string Address(HostDescription host) =>
        host.Connection is SshConnection ssh ? $"ssh {ssh.Destination}" : "this machine";
}
