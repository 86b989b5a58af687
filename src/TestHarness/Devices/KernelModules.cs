using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices;

/// <summary>Loads kernel modules so that exactly those that were not there are unloaded again.</summary>
internal static class KernelModules
{
    /// <summary>$1: the module. Prints which of it and its dependencies are not loaded, what uses others first.</summary>
    private const string Missing = """
        needed=$(modprobe -D "$1") || exit
        echo "$needed" | sed -n 's|^insmod ||p' | while read -r path rest; do
            module=${path##*/}; module=$(echo "${module%%.ko*}" | tr - _)
            [ -d "/sys/module/$module" ] || missing="$module $missing"
            echo "$missing"
        done | tail -n 1
        """;

    private const string Unload = """for module; do [ ! -d "/sys/module/$module" ] || rmmod "$module" || exit; done""";

    /// <exception cref="HarnessException">Class provision, with what modprobe said: there is no such module, or it does not load.</exception>
    public static async Task LoadAsync(IHost host, LedgerScope scope, string module, CancellationToken cancellationToken)
    {
        if (await MissingAsync(host, module, cancellationToken) is not { Length: > 0 } missing)
            return;

        await scope.ProvisionAsync(host, $"kernel modules {string.Join(' ', missing)}", Command.Shell(Unload, missing), async () =>
            (await host.RunAsync(new Command("modprobe", module), cancellationToken)).OrThrow(FailureClass.Provision));
    }

    /// <summary>Loads what a module needs, and not the module itself.</summary>
    public static async Task LoadDependenciesAsync(IHost host, LedgerScope scope, string module, CancellationToken cancellationToken)
    {
        foreach (var dependency in (await MissingAsync(host, module, cancellationToken)).Reverse().Where(name => name != module))
            await LoadAsync(host, scope, dependency, cancellationToken);
    }

    private static async Task<string[]> MissingAsync(IHost host, string module, CancellationToken cancellationToken) =>
        (await host.RunAsync(Command.Shell(Missing, module), cancellationToken)).OrThrow(FailureClass.Provision)
            .StandardOutput.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
