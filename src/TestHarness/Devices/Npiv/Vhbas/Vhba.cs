using System.Text.RegularExpressions;
using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Devices.Npiv.NodeDevices;
using TestHarness.Failures;
using TestHarness.Ledger;
using TestHarness.Libvirt;

namespace TestHarness.Devices.Npiv.Vhbas;

/// <summary>A vHBA that <c>virsh nodedev-create</c> made. It is known by its WWNs, as its host number is another one after every boot.</summary>
/// <param name="Parent">The HBA it was made on.</param>
public sealed partial record Vhba(Virsh Virsh, WwnPair Wwns, string Parent)
{
    /// <summary>Makes a vHBA; its undo removes the vport of its WWPN.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: no HBA can have it. Class provision: the host has a port of that WWPN already, which is left alone, or virsh failed.
    /// </exception>
    public static async Task<Vhba> CreateAsync(Virsh virsh, LedgerScope scope, VhbaRequest request, CancellationToken cancellationToken = default)
    {
        var hbas = await HbaDiscovery.RequireAsync(virsh, cancellationToken);
        var parent = HbaDiscovery.Choose(virsh.Host.Name, hbas, request.Parent is { } name ? new ParentName(name) : null);
        return request.Wwns is { } wwns
            ? await CreateAsync(virsh, scope, parent, wwns, cancellationToken)
            : await GenerateAsync(virsh, scope, parent, cancellationToken);
    }

    /// <summary>Its node device now, for example <c>scsi_host6</c>.</summary>
    /// <exception cref="HarnessException">Class preflight: it is gone.</exception>
    public async Task<NodeDevice> LookAsync(CancellationToken cancellationToken = default) =>
        NodeDevice.Parse(await Virsh.LookAsync(["nodedev-dumpxml", WwnnAndWwpn], cancellationToken));

    /// <exception cref="HarnessException">Class provision: it is gone, or is no vHBA.</exception>
    public Task DestroyAsync(CancellationToken cancellationToken = default) => Virsh.RunAsync(["nodedev-destroy", WwnnAndWwpn], cancellationToken);

    internal static string? ReadCreated(string said) => Created().Match(said) is { Success: true } found ? found.Groups[1].Value : null;

    /// <summary>As virsh takes it in the place of a name, since 1.0.3.</summary>
    private string WwnnAndWwpn => $"{Wwns.Wwnn},{Wwns.Wwpn}";

    private static async Task<Vhba> CreateAsync(Virsh virsh, LedgerScope scope, Hba parent, WwnPair wwns, CancellationToken cancellationToken)
    {
        if (await VhbaState.FindAsync(virsh.Host, wwns.Wwpn, cancellationToken) is { } there)
            throw new HarnessException(
                FailureClass.Provision,
                $"WWPN {wwns.Wwpn} is on {virsh.Host.Name} already: host{there.Number} has it ({there.State}); choose another, or remove it with 'virsh nodedev-destroy scsi_host{there.Number}'");

        await scope.ProvisionAsync(
            virsh.Host,
            $"vHBA with WWPN {wwns.Wwpn}",
            VportRemoval.Of(wwns),
            () => MakeAsync(virsh, parent, wwns, cancellationToken),
            VportRemoval.LookFor(wwns));
        return new Vhba(virsh, wwns, parent.Name);
    }

    private static async Task<Vhba> GenerateAsync(Virsh virsh, LedgerScope scope, Hba parent, CancellationToken cancellationToken)
    {
        var before = (await FcPorts.ReadAsync(virsh.Host, cancellationToken)).Where(port => port.Vport is not null).Select(port => port.Wwns.Wwpn);
        WwnPair? made = null;
        var undo = VportRemoval.OfWhatIsGenerated(parent.Wwns.Wwpn, before);
        var entry = await scope.ProvisionAsync(virsh.Host, $"vHBA on {parent.Name} with WWNs that libvirt generates", undo, async () =>
            made = await MakeAsync(virsh, parent, null, cancellationToken));
        await scope.ReplaceAsync(
            entry, virsh.Host, $"vHBA with WWPN {made!.Wwpn}", VportRemoval.Of(made), VportRemoval.LookFor(made));
        return new Vhba(virsh, made, parent.Name);
    }

    private static async Task<WwnPair> MakeAsync(Virsh virsh, Hba parent, WwnPair? wwns, CancellationToken cancellationToken)
    {
        var said = await virsh.RunWithAsync(VhbaXml.Of(parent.Name, wwns), "nodedev-create", cancellationToken);
        var name = ReadCreated(said) ?? throw new HarnessException(
            FailureClass.Provision, $"'virsh nodedev-create' on {virsh.Host.Name} was expected to say which node device it created, found: {said.Trim()}");
        var device = NodeDevice.Parse(await virsh.LookAsync(["nodedev-dumpxml", name], cancellationToken));
        return device.FibreChannel is { Wwns: { } found } && (wwns is null || found == wwns)
            ? found
            : throw new HarnessException(
                FailureClass.Provision,
                $"node device {name} on {virsh.Host.Name} was expected to have WWNN:WWPN {wwns?.ToString() ?? "generated"}, found {device.FibreChannel?.Wwns.ToString() ?? "no fc_host"}");
    }

    [GeneratedRegex(@"^Node device '?(\S+?)'? created from ", RegexOptions.Multiline)]
    private static partial Regex Created();
}
