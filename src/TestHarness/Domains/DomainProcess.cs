using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Domains;

/// <summary>The QEMU of a domain. libvirt starts and ends it; a second process of the harness watches it.</summary>
internal sealed class DomainProcess : IHostProcess
{
    /// <summary>
    /// Waits for a domain's QEMU and prints its process ID. $1: the domain. libvirt writes the file while it starts QEMU, on a
    /// destination at some time in the migration.
    /// </summary>
    private const string AwaitProcess = """
        until [ -s "/run/libvirt/qemu/$1.pid" ]; do sleep 0.05; done
        cat "/run/libvirt/qemu/$1.pid"
        """;

    /// <summary>
    /// Waits for the end of a QEMU. $1: the process, $2: the domain. Ends with 0 when libvirt has forgotten a domain that it
    /// ended on purpose. The reason is the last one in its log since the start of the domain.
    /// </summary>
    private const string Watch = ShellClock.Function + """
        export LC_ALL=C
        tail -s 0.05 --pid="$1" -f /dev/null
        end=$(($(seconds) + 30))
        while virsh -q -c qemu:///system domstate "$2" > /dev/null 2>&1 && [ "$(seconds)" -le "$end" ]; do sleep 0.05; done
        log=/var/log/libvirt/qemu/$2.log
        reason=$(awk '/: starting up libvirt/ { reason = "" }
            /: shutting down, reason=/ { reason = $0; sub(/.*reason=/, "", reason) }
            END { print reason }' "$log")
        case $reason in migrated | destroyed | shutdown) exit 0 ;; esac
        echo "libvirt reports that the domain ended for reason '$reason'; the end of $log:" >&2
        tail -n 5 "$log" >&2
        exit 1
        """;

    private readonly IHost _host;
    private readonly IHostProcess _watch;

    private DomainProcess(IHost host, IHostProcess watch, int processId) => (_host, _watch, ProcessId) = (host, watch, processId);

    /// <summary>The watching process's ID.</summary>
    public string Id => _watch.Id;

    /// <summary>The process ID of the domain's QEMU on the host.</summary>
    public int ProcessId { get; }

    /// <summary>Completes when the domain's QEMU has ended.</summary>
    public Task<CommandResult> Completion => _watch.Completion;

    /// <summary>The end of the watching process's standard error.</summary>
    public string StandardErrorTail => _watch.StandardErrorTail;

    /// <summary>Waits until libvirt has started the domain's QEMU, and watches it from then on.</summary>
    /// <exception cref="HarnessException">Class provision: libvirt did not start the QEMU within that time.</exception>
    public static async Task<DomainProcess> FindAsync(
        IHost host, string domain, TimeSpan within, CancellationToken cancellationToken = default)
    {
        var found = await host.RunAsync(Command.Shell(AwaitProcess, domain).WithTimeout(within), cancellationToken);
        var processId = int.Parse(found.OrThrow(FailureClass.Provision).StandardOutput.Trim(), CultureInfo.InvariantCulture);
        var watch = await host.StartAsync(Command.Shell(Watch, $"{processId}", domain), cancellationToken);
        return new DomainProcess(host, watch, processId);
    }

    /// <summary>Sends a signal to the domain's QEMU; does nothing when it has ended.</summary>
    public async Task SignalAsync(HostSignal signal, CancellationToken cancellationToken = default) =>
        await _host.RunAsync(
            Command.Shell("kill -\"$1\" \"$2\" 2> /dev/null || true", $"{(int)signal}", $"{ProcessId}"), cancellationToken);

    /// <summary>Does nothing: the domain belongs to libvirt, and runs on in any case.</summary>
    public Task LeaveRunningAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Ends the watch; the domain continues.</summary>
    public ValueTask DisposeAsync() => _watch.DisposeAsync();
}
