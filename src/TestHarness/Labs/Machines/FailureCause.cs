using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Guests.Console;
using TestHarness.Hosts;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs.Machines;

/// <summary>Finds the cause of a failure in the QEMUs of a scenario and in the connections to their hosts.</summary>
internal static class FailureCause
{
    /// <summary>
    /// Finds the cause of a failure: a connection to a host that broke or became silent, a monitor that the harness no longer
    /// understands, a guest that QEMU has stopped, or a QEMU that was killed or has crashed.
    /// </summary>
    /// <returns>
    /// A failure of the cause's class, with the failure's text; the failure itself when no other cause is found.
    /// </returns>
    public static async Task<HarnessException> FindAsync(ImmutableArray<QemuMachine> machines, HarnessException failure)
    {
        foreach (var machine in machines)
        {
            if (await FindConnectionFailureAsync(machine) is { FailureClass: FailureClass.Ssh } lost)
                return new HarnessException(
                    FailureClass.Ssh, $"{lost.Detail}; {machine.Name} was on this connection: {failure.Message}", failure);
        }

        foreach (var machine in machines.Where(machine => machine.IsRunning))
        {
            if (failure.FailureClass != FailureClass.Qmp && machine.Qmp.Closed.IsCompleted)
            {
                return new HarnessException(
                    FailureClass.Qmp,
                    $"{machine.Name}: the QMP session ended: {await machine.Qmp.Closed}; {failure.Message}",
                    failure);
            }

            if (GuestEnd.FindStop(machine.Qmp.Events) is { } stop)
                return new HarnessException(FailureClass.GuestHealth, $"{machine.Name}: {stop}; {failure.Message}", failure);
        }

        return WithEnds(machines, failure);
    }

    /// <summary>
    /// Returns the failure of the connection with which a QEMU ended. The host of a QEMU that runs is asked whether it answers,
    /// as what waits for QEMU may give up before the connection does.
    /// </summary>
    private static async Task<HarnessException?> FindConnectionFailureAsync(QemuMachine machine)
    {
        if (await machine.FindConnectionFailureAsync() is { } failure)
            return failure;
        if (!machine.IsRunning)
            return null;
        try
        {
            await machine.Host.RunAsync(new Command("true").WithTimeout(QemuMachine.SilenceBound), CancellationToken.None);
            return null;
        }
        catch (HarnessException exception)
        {
            return exception;
        }
    }

    /// <summary>Adds the ends of the QEMUs that have ended with an error to the failure's text.</summary>
    private static HarnessException WithEnds(ImmutableArray<QemuMachine> machines, HarnessException failure)
    {
        var ends = machines
            .Select(machine => (machine.Name, End: machine.FindEnd()))
            .Where(machine => machine.End is { Succeeded: false })
            .Select(machine => $"; {machine.Name} ended with {machine.End!.ExitCode}{Signal(machine.End.ExitCode)}: "
                + (machine.End.StandardError.Trim() is { Length: > 0 } words ? words : "it printed no error"))
            .ToArray();
        return ends.Length == 0
            ? failure
            : new HarnessException(failure.FailureClass, $"{failure.Detail}{string.Concat(ends)}", failure)
            {
                Faults = failure.Faults,
            };
    }

    private static string Signal(int exitCode) => exitCode is > 128 and < 160 ? $" (signal {exitCode - 128})" : "";
}
