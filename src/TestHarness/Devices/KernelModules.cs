using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices;

/// <summary>The loading of kernel modules: the undo unloads exactly those that were not loaded before.</summary>
internal static class KernelModules
{
    /// <summary>
    /// Prints which of the modules and their dependencies are not loaded; a module comes before the modules that it uses.
    /// </summary>
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

    /// <summary>Loads modules; the undo unloads those that were not loaded before.</summary>
    /// <exception cref="HarnessException">
    /// Class provision: the kernel has no such module, or does not load it; the message has modprobe's output.
    /// </exception>
    public static async Task LoadAsync(
        IHost host, LedgerScope scope, ImmutableArray<string> modules, CancellationToken cancellationToken)
    {
        if (await MissingAsync(host, modules, cancellationToken) is not { Length: > 0 } missing)
            return;

        await scope.ProvisionAsync(
            host, $"kernel modules {string.Join(' ', missing)}", Command.Shell(Unload, missing), async () =>
            (await host.RunAsync(new Command("modprobe", ["-a", .. modules]), cancellationToken)).OrThrow(
                FailureClass.Provision));
    }

    /// <summary>Loads the dependencies of a module, but not the module itself.</summary>
    public static async Task LoadDependenciesAsync(
        IHost host, LedgerScope scope, string module, CancellationToken cancellationToken)
    {
        if ((await MissingAsync(host, [module], cancellationToken)).Where(
            name => name != module).ToImmutableArray() is { IsEmpty: false } needed)
            await LoadAsync(host, scope, needed, cancellationToken);
    }

    private static async Task<string[]> MissingAsync(
        IHost host, ImmutableArray<string> modules, CancellationToken cancellationToken) =>
        (await host.RunAsync(Command.Shell(Missing, [.. modules]), cancellationToken)).OrThrow(FailureClass.Provision)
            .StandardOutput.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
