# usage: gen.py REGIONS SITES HOURS NEAREST CHEAPEST FOLDER: an invented country, the same each time
import sys,os,math
R,S,T,N,M=map(int,sys.argv[1:6]); out=sys.argv[6]; os.makedirs(out,exist_ok=True)
state=12345
def rnd():
    global state
    state=(state*6364136223846793005+1442695040888963407)%2**64
    return (state>>33)/2**31
reg=[(rnd()*3000,rnd()*2500,20+rnd()*200) for _ in range(R)]
tot=sum(r[2] for r in reg)
sit=[(rnd()*3000,rnd()*2500) for _ in range(S)]
w=lambda f,t:open(out+'/'+f,'w').write(t)
w('classes.csv','class,max_rtt_ms,shiftable,shed_cost_cny_mwh\nrealtime,20,0,40000\ninteractive,45,0,20000\nbatch,,1,8000\nstorage,,0,6000\n')
price=[300+300*s[0]/3000+30*rnd() for s in sit]
cap=[1.6*tot/S*(0.5+rnd()) for _ in sit]
w('sites.csv','site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\n'+''.join(f's{i},{cap[i]:.1f},{price[i]:.1f},{1.15+0.3*rnd():.2f},{200+600*rnd():.0f}\n' for i in range(S)))
sh=[.75,.70,.65,.62,.6,.62,.7,.8,.9,1,1.1,1.15,1.1,1.1,1.15,1.2,1.2,1.2,1.2,1.25,1.3,1.2,1.0,.85]
pm=[.6]*8+[1.0]*2+[1.5]*2+[1]*2+[1.2]*3+[1.0]+[1.5]*3+[1]*2+[.6]
d=[]
for i in range(R):
    for k,q in (('realtime',.15),('interactive',.35),('batch',.35),('storage',.15)):
        for t in range(T):
            f=sh[(t+(i%3))%24] if k in('realtime','interactive') else 1
            d.append(f'r{i},{k},{t},{reg[i][2]*q*f:.2f}\n')
w('demand.csv','region,class,hour,demand_mw\n'+''.join(d))
w('site_hours.csv','site,hour,price_cny_mwh\n'+''.join(f's{i},{t},{price[i]*pm[(t+i%2)%24]:.1f}\n' for i in range(S) for t in range(T)))
l=[]
for i in range(R):
    km=[math.hypot(reg[i][0]-s[0],reg[i][1]-s[1]) for s in sit]
    near=set(sorted(range(S),key=lambda j:km[j])[:N])|set(sorted(range(S),key=lambda j:price[j])[:M])
    for j in sorted(near): l.append(f'r{i},s{j},{2*(km[j]*1.5/204.2+.5):.1f},{15*km[j]/1000:.2f}\n')
w('latency.csv','region,site,rtt_ms,net_cost_cny_mwh\n'+''.join(l))
w('params.csv','key,value\nhours_per_period,%g\n'%(8760/T))
