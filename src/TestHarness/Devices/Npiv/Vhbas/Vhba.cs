using System.Text.RegularExpressions;
using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Devices.Npiv.NodeDevices;
using TestHarness.Failures;
using TestHarness.Ledger;
using TestHarness.Libvirt;

namespace TestHarness.Devices.Npiv.Vhbas;

/// <summary>
/// A vHBA that <c>virsh nodedev-create</c> made. Its WWNs identify it, as its host number changes with every boot.
/// </summary>
/// <param name="Parent">The node device of the HBA on which it was made.</param>
public sealed partial record Vhba(Virsh Virsh, WwnPair Wwns, string Parent)
{
    /// <summary>Makes a vHBA; the undo removes the vport of its WWPN.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: no HBA can have the vHBA. Class provision: the host has a port of that WWPN already, which stays as it
    /// is, or virsh failed.
    /// </exception>
    public static async Task<Vhba> CreateAsync(
        Virsh virsh, LedgerScope scope, VhbaRequest request, CancellationToken cancellationToken = default)
    {
        var hbas = await HbaDiscovery.RequireAsync(virsh, cancellationToken);
        var parent = HbaDiscovery.Choose(virsh.Host.Name, hbas, request.Parent is { } name ? new ParentName(name) : null);
        return request.Wwns is { } wwns
            ? await CreateAsync(virsh, scope, parent, wwns, cancellationToken)
            : await GenerateAsync(virsh, scope, parent, cancellationToken);
    }

    /// <summary>Reads the vHBA's present node device, for example <c>scsi_host6</c>.</summary>
    /// <exception cref="HarnessException">Class preflight: the vHBA is gone.</exception>
    public async Task<NodeDevice> LookAsync(CancellationToken cancellationToken = default) =>
        NodeDevice.Parse(await Virsh.LookAsync(["nodedev-dumpxml", WwnnAndWwpn], cancellationToken));

    /// <summary>Removes the vHBA by libvirt.</summary>
    /// <exception cref="HarnessException">Class provision: the vHBA is gone, or is not a vHBA.</exception>
    public Task DestroyAsync(CancellationToken cancellationToken = default) =>
        Virsh.RunAsync(["nodedev-destroy", WwnnAndWwpn], cancellationToken);

    internal static string? ReadCreated(string output) =>
        Created().Match(output) is { Success: true } found ? found.Groups[1].Value : null;

    /// <summary>The names in the form that virsh takes in the place of a node device's name, since 1.0.3.</summary>
    private string WwnnAndWwpn => $"{Wwns.Wwnn},{Wwns.Wwpn}";

    private static async Task<Vhba> CreateAsync(
        Virsh virsh, LedgerScope scope, Hba parent, WwnPair wwns, CancellationToken cancellationToken)
    {
        if (await VhbaState.FindAsync(virsh.Host, wwns.Wwpn, cancellationToken) is { } there)
            throw new HarnessException(
                FailureClass.Provision,
                $"WWPN {wwns.Wwpn} is on {virsh.Host.Name} already: host{there.Number} has it ({there.State}); choose another, "
                + $"or remove it with 'virsh nodedev-destroy scsi_host{there.Number}'");

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
        var before = (await FcPorts.ReadAsync(virsh.Host, cancellationToken))
            .Where(port => port.Vport is not null)
            .Select(port => port.Wwns.Wwpn);
        WwnPair? made = null;
        var undo = VportRemoval.OfGeneratedWwns(parent.Wwns.Wwpn, before);
        var entry = await scope.ProvisionAsync(
            virsh.Host, $"vHBA on {parent.Name} with WWNs that libvirt generates", undo, async () =>
            made = await MakeAsync(virsh, parent, null, cancellationToken));
        await scope.ReplaceAsync(
            entry, virsh.Host, $"vHBA with WWPN {made!.Wwpn}", VportRemoval.Of(made), VportRemoval.LookFor(made));
        return new Vhba(virsh, made, parent.Name);
    }

    private static async Task<WwnPair> MakeAsync(Virsh virsh, Hba parent, WwnPair? wwns, CancellationToken cancellationToken)
    {
        var output = await virsh.RunWithAsync(VhbaXml.Of(parent.Name, wwns), "nodedev-create", cancellationToken);
        var name = ReadCreated(output) ?? throw new HarnessException(
            FailureClass.Provision,
            $"'virsh nodedev-create' on {virsh.Host.Name} was expected to print the node device that it created, found: "
            + $"{output.Trim()}");
        var device = NodeDevice.Parse(await virsh.LookAsync(["nodedev-dumpxml", name], cancellationToken));
        return device.FibreChannel is { Wwns: { } found } && (wwns is null || found == wwns)
            ? found
            : throw new HarnessException(
                FailureClass.Provision,
                $"node device {name} on {virsh.Host.Name} was expected to have WWNN:WWPN {wwns?.ToString() ?? "generated"}, "
                + $"found {device.FibreChannel?.Wwns.ToString() ?? "no fc_host"}");
    }

    [GeneratedRegex(@"^Node device '?(\S+?)'? created from ", RegexOptions.Multiline)]
    private static partial Regex Created();
}
