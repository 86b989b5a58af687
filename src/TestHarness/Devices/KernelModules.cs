using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices;

/// <summary>Loads kernel modules so that exactly those that were not there are unloaded again.</summary>
internal static class KernelModules
{
    /// <summary>Prints which of the modules and their dependencies are not loaded, what uses others first.</summary>
    private const string Missing = """
        needed=$(modprobe -aD "$@") || exit
        echo "$needed" | sed -n 's|^insmod ||p' | while read -r path rest; do
            module=${path##*/}; module=$(echo "${module%%.ko*}" | tr - _)
            case " $missing" in *" $module "*) continue ;; esac
            [ -d "/sys/module/$module" ] || missing="$module $missing"
            echo "$missing"
        done | tail -n 1
        """;

    private const string Unload = """for module; do [ ! -d "/sys/module/$module" ] || rmmod "$module" || exit; done""";

    /// <exception cref="HarnessException">Class provision, with what modprobe said: there is no such module, or it does not load.</exception>
    public static async Task LoadAsync(IHost host, LedgerScope scope, ImmutableArray<string> modules, CancellationToken cancellationToken)
    {
        if (await MissingAsync(host, modules, cancellationToken) is not { Length: > 0 } missing)
            return;

        await scope.ProvisionAsync(host, $"kernel modules {string.Join(' ', missing)}", Command.Shell(Unload, missing), async () =>
            (await host.RunAsync(new Command("modprobe", ["-a", .. modules]), cancellationToken)).OrThrow(FailureClass.Provision));
    }

    /// <summary>Loads what a module needs, and not the module itself.</summary>
    public static async Task LoadDependenciesAsync(IHost host, LedgerScope scope, string module, CancellationToken cancellationToken)
    {
        if ((await MissingAsync(host, [module], cancellationToken)).Where(name => name != module).ToImmutableArray() is { IsEmpty: false } needed)
            await LoadAsync(host, scope, needed, cancellationToken);
    }

    private static async Task<string[]> MissingAsync(IHost host, ImmutableArray<string> modules, CancellationToken cancellationToken) =>
        (await host.RunAsync(Command.Shell(Missing, [.. modules]), cancellationToken)).OrThrow(FailureClass.Provision)
            .StandardOutput.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
