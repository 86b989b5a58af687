using System.Collections.Immutable;
using System.Reflection;

namespace TestHarness.Tests.Layers;

/// <summary>
/// The uses of an assembly's types among each other. A constant is no use: the compiler puts its value in the place of its name.
/// </summary>
internal static class TypeUses
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>
    /// Reads base types, members, attributes and method bodies. A nested type counts for the type that declares it, and so does a
    /// type that the compiler made of a lambda or an async method.
    /// </summary>
    public static ImmutableArray<TypeUse> Read(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .SelectMany(user => NamedBy(user).SelectMany(Parts).Select(used => (User: user, Used: used)))
            .Where(use => use.Used.Assembly == assembly)
            .Select(use => new TypeUse(Outermost(use.User), Outermost(use.Used)))
            .Where(use => use.User != use.Used)
            .Distinct(),
    ];

    private static IEnumerable<Type> NamedBy(Type type)
    {
        var methods = type.GetMethods(Own);
        var all = methods.Concat<MethodBase>(type.GetConstructors(Own)).ToArray();
        return
        [
            .. type.BaseType is { } parent ? [parent] : Type.EmptyTypes,
            .. type.GetInterfaces(),
            .. Constraints(type.GetGenericArguments()),
            .. type.GetMembers(Own).Prepend(type).SelectMany(member => Attributes(member.CustomAttributes)),
            .. type.GetFields(Own).Select(field => field.FieldType),
            .. methods.Select(method => method.ReturnType),
            .. methods.SelectMany(method => Constraints(method.GetGenericArguments())),
            .. all.SelectMany(Parameters),
            .. all.SelectMany(method => method.GetParameters()).SelectMany(parameter => Attributes(parameter.CustomAttributes)),
            .. all.SelectMany(InBody),
        ];
    }

    private static IEnumerable<Type> InBody(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
            return [];

        var ofType = method.DeclaringType!.GetGenericArguments();
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        return
        [
            .. body.LocalVariables.Select(local => local.LocalType),
            .. body.ExceptionHandlingClauses
                .Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause)
                .Select(clause => clause.CatchType!),
            .. MethodBodyTokens.Read(body.GetILAsByteArray()!)
                .SelectMany(token => TypesOf(method.Module.ResolveMember(token, ofType, ofMethod)!)),
        ];
    }

    /// <summary>
    /// Returns the types of a member that a body names, with those of its signature: the value of an enum is a mere number in a
    /// body.
    /// </summary>
    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType!, field.FieldType],
        MethodInfo method =>
            [method.DeclaringType!, .. method.GetGenericArguments(), method.ReturnType, .. Parameters(method)],
        ConstructorInfo constructor => [constructor.DeclaringType!, .. Parameters(constructor)],
        _ => [],
    };

    private static IEnumerable<Type> Parameters(MethodBase method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType);

    private static IEnumerable<Type> Constraints(Type[] arguments) => arguments
        .Where(argument => argument.IsGenericParameter)
        .SelectMany(argument => argument.GetGenericParameterConstraints());

    private static IEnumerable<Type> Attributes(IEnumerable<CustomAttributeData> attributes) => attributes.SelectMany(
        attribute => (Type[])
        [
            attribute.AttributeType,
            .. attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>(),
            .. attribute.NamedArguments.Select(argument => argument.TypedValue.Value).OfType<Type>(),
        ]);

    /// <summary>Returns the types that an array, a reference or a generic type is made of.</summary>
    private static IEnumerable<Type> Parts(Type type) => type switch
    {
        { HasElementType: true } => Parts(type.GetElementType()!),
        { IsGenericParameter: true } => [],
        { IsConstructedGenericType: true } =>
            [type.GetGenericTypeDefinition(), .. type.GetGenericArguments().SelectMany(Parts)],
        _ => [type],
    };

    private static Type Outermost(Type type) => type.DeclaringType is { } declaring ? Outermost(declaring) : type;
}
