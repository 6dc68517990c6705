using System.Text;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Reading;

namespace Couriarr.Dashboard.Mappings;

/// <summary>Takes the mapping out of the lines that the doctor proposes for the configuration file.</summary>
internal static class Proposed
{
    public static TypedMapping? Of(string lines)
    {
        var read = YamlFile.Read(Encoding.UTF8.GetBytes(lines), "proposal", new Problems());
        if ((read?.Find("paths") as Mapping)?.Find("mappings") is not Sequence { Items: [Mapping one, ..] })
            return null;
        return new(Of("from"), Of("source"), Of("destination"), Of("type"), Of("instance"), Of("limit"));

        string Of(string key) => (one.Find(key) as Scalar)?.Text ?? "";
    }
}
