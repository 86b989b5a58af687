namespace TestHarness.Devices.Npiv.Hbas;

/// <summary>The HBA on which a vHBA is made, as the XML of libvirt's node devices and pools names it.</summary>
/// <remarks>https://libvirt.org/formatstorage.html, source element adapter; the last two since libvirt 3.0.0.</remarks>
public abstract record HbaParent
{
    /// <summary>Returns whether this names an HBA.</summary>
    public abstract bool Is(Hba hba);
}

/// <summary>An HBA by its node device, for example <c>scsi_host4</c>, whose number changes from boot to boot.</summary>
public sealed record ParentName(string Name) : HbaParent
{
    public override bool Is(Hba hba) => hba.Name == Name;

    public override string ToString() => Name;
}

/// <summary>An HBA by the World Wide Names of its port.</summary>
public sealed record ParentWwns(WwnPair Wwns) : HbaParent
{
    public override bool Is(Hba hba) => hba.Wwns == Wwns;

    public override string ToString() => $"of WWNN {Wwns.Wwnn} and WWPN {Wwns.Wwpn}";
}

/// <summary>Any HBA in a fabric.</summary>
public sealed record ParentFabric(Wwn Fabric) : HbaParent
{
    public override bool Is(Hba hba) => hba.Fabric == Fabric;

    public override string ToString() => $"in the fabric of WWN {Fabric}";
}
