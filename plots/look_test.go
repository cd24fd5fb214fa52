package plots
import ("testing";"os";"time";"livebazaar/agents/param")
func TestLook(t *testing.T){
 dir:=os.Getenv("LOOK"); if dir=="" {t.Skip()}
 for _,c:=range []struct{lang string;n,r,d int}{{"en",5,8,730},{"zh",5,8,730},{"en",1,1,120}} {
  opt,_:=Options{Lang:c.lang,Warn:func(s string){t.Log(s)}}.check()
  v:=invent(c.n,c.r,c.d,400)
  t0:=time.Now()
  s,err:=newStudy(v,opt); if err!=nil{t.Fatal(err)}
  for _,f:=range figures(s){ if f.missing.EN!=""{t.Log(f.name,f.missing)}}
  t.Log("figures",time.Since(t0))
  sub:=dir+"/"+c.lang; if c.n==1 {sub=dir+"/one"}
  os.RemoveAll(sub)
  if _,err=drawFiles(s,sub,opt);err!=nil{t.Fatal(err)}
  t.Log(time.Since(t0))
  v.summary = inventSummary(v)
  opt.Study=&Study{Title:Label{"Ranking rules","排序规则"},Question:Label{"Which ranking rule sells most in the long run?","哪种排序规则长期成交最多？"},Predictions:[]Label{{"H1: tiered <lower> top3_share","H1：分层竞争前三占比更低"}}}
  if c.n==1 {opt.Study=nil}
  set:=param.NewSet(); var txt string; set.Text(&txt,"platform.ranking.objective","gmv",param.Spec{EN:"what the ranking maximises",ZH:"排序目标",Source:param.Assumption}); opt.Params=set.Params()
  page,err:=reportPage(s,opt); if err!=nil{t.Fatal(err)}
  os.WriteFile(sub+"/report.html",page,0o666)
  t.Log(time.Since(t0), len(page))
 }
}
