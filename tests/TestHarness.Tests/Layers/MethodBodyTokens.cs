using System.Collections.Immutable;
using System.Reflection.Emit;

namespace TestHarness.Tests.Layers;

/// <summary>The metadata tokens in a method body: the types, methods and fields that its instructions name.</summary>
/// <remarks>ECMA-335, partition III, 1.2: an instruction has one or two bytes, and an operand of a size of its own.</remarks>
internal static class MethodBodyTokens
{
    private const byte FirstOfTwo = 0xfe;

    private static readonly ImmutableDictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToImmutableDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    /// <summary>Reads the tokens in the order of the instructions.</summary>
    public static IEnumerable<int> Read(byte[] body)
    {
        var at = 0;
        while (at < body.Length)
        {
            int instruction = body[at++];
            if (instruction == FirstOfTwo)
                instruction = (instruction << 8) | body[at++];
            var operand = Operands[instruction];
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return BitConverter.ToInt32(body, at);
            at += Size(operand, body, at);
        }
    }

    /// <summary>Returns the bytes of an operand. A switch has a count of targets and four bytes for each of them.</summary>
    private static int Size(OperandType operand, byte[] body, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
        _ => 4,
    };
}
