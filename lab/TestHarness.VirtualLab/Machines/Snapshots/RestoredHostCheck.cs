using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.VirtualLab.Machines.Snapshots;

/// <summary>The check of a restored host before it is used, which also sets its clock.</summary>
internal static class RestoredHostCheck
{
    private const string Mark = """
        echo "testharness: snapshot" > /dev/kmsg
        """;

    /// <summary>
    /// $1: the time, $2: the number of vCPUs. A sleep on each vCPU shows that the vCPU schedules and that its timer fires.
    /// </summary>
    private const string Check = """
        date -u -s "@$1" > /dev/null || exit
        cpu=0
        while [ "$cpu" -lt "$2" ]; do
            timeout 5 taskset -c "$cpu" sleep 0.02 || { echo "vCPU $cpu does not come back from a sleep of 20 ms"; exit 1; }
            cpu=$((cpu + 1))
        done
        errors=$(dmesg --raw | sed '1,/testharness: snapshot/d' | sed -n 's/^<[0-3]>//p')
        [ -z "$errors" ] || { echo "the host's kernel logged: $errors"; exit 1; }
        """;

    /// <summary>Marks the place of the snapshot in the kernel log.</summary>
    public static async Task MarkAsync(IHost host, CancellationToken cancellationToken) =>
        (await host.RunAsync(Command.Shell(Mark), cancellationToken)).OrThrow(FailureClass.Provision);

    /// <summary>Sets the clock and checks the host.</summary>
    /// <exception cref="HarnessException">Class provision: the host must not be used.</exception>
    public static async Task RunAsync(IHost host, LabSize size, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000m;
        var command = Command.Shell(Check, Text(now), Text(size.Vcpus)).WithTimeout(TimeSpan.FromSeconds(15));
        (await host.RunAsync(command, cancellationToken)).OrThrow(FailureClass.Provision);
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
