using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Domains;

/// <summary>The QEMU of a domain, which libvirt started and ends: a process that is watched from beside it.</summary>
internal sealed class DomainProcess : IHostProcess
{
    /// <summary>
    /// $1: the domain. libvirt writes the file while it starts QEMU, on a destination at some time in the migration.
    /// </summary>
    private const string AwaitProcess = """
        until [ -s "/run/libvirt/qemu/$1.pid" ]; do sleep 0.05; done
        cat "/run/libvirt/qemu/$1.pid"
        """;

    /// <summary>
    /// $1: the process, $2: the domain. Ends with 0 once libvirt has forgotten a domain that it ended on purpose; the reason is
    /// the last one in its log since the domain was started.
    /// </summary>
    private const string Watch = ShellClock.Function + """
        export LC_ALL=C
        tail -s 0.05 --pid="$1" -f /dev/null
        end=$(($(seconds) + 30))
        while virsh -q -c qemu:///system domstate "$2" > /dev/null 2>&1 && [ "$(seconds)" -le "$end" ]; do sleep 0.05; done
        log=/var/log/libvirt/qemu/$2.log
        reason=$(awk '/: starting up libvirt/ { reason = "" } /: shutting down, reason=/ { reason = $0; sub(/.*reason=/, "", reason) } END { print reason }' "$log")
        case $reason in migrated | destroyed | shutdown) exit 0 ;; esac
        echo "libvirt says the domain ended for reason '$reason'; the end of $log:" >&2
        tail -n 5 "$log" >&2
        exit 1
        """;

    private readonly IHost _host;
    private readonly IHostProcess _watch;

    private DomainProcess(IHost host, IHostProcess watch, int processId) => (_host, _watch, ProcessId) = (host, watch, processId);

    public string Id => _watch.Id;

    public int ProcessId { get; }

    public Task<CommandResult> Completion => _watch.Completion;

    public string StandardErrorTail => _watch.StandardErrorTail;

    /// <summary>Waits until libvirt has started the domain's QEMU, and watches it from then on.</summary>
    /// <exception cref="HarnessException">Class provision: it was not started within that time.</exception>
    public static async Task<DomainProcess> FindAsync(
        IHost host, string domain, TimeSpan within, CancellationToken cancellationToken = default)
    {
        var found = await host.RunAsync(Command.Shell(AwaitProcess, domain).WithTimeout(within), cancellationToken);
        var processId = int.Parse(found.OrThrow(FailureClass.Provision).StandardOutput.Trim(), CultureInfo.InvariantCulture);
        var watch = await host.StartAsync(Command.Shell(Watch, $"{processId}", domain), cancellationToken);
        return new DomainProcess(host, watch, processId);
    }

    public async Task SignalAsync(HostSignal signal, CancellationToken cancellationToken = default) =>
        await _host.RunAsync(
            Command.Shell("kill -\"$1\" \"$2\" 2> /dev/null || true", $"{(int)signal}", $"{ProcessId}"), cancellationToken);

    public ValueTask DisposeAsync() => _watch.DisposeAsync();
}
